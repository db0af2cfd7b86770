"""Loading the demonstration through the same doors that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.actions import join_unit, load_units
from assignments.models import Unit
from assignments.programme.loading import load_programme
from assignments.units_file import parse_units
from indicators.method.facts import Nature
from indicators.models import Indicator, Programme
from indicators.programme_file import parse_programme
from reports.actions import record_figures
from reports.demonstration import generate
from reports.demonstration.reporting import OFFICES, load_reporting
from reports.demonstration.roadmaps import load_roadmaps
from reports.demonstration.tasks import load_task_progress
from reports.entries import FigureEntry
from reports.imports.figures import import_figures
from reports.models import Figure
from tracker.accounts.demonstration import (
    DEMONSTRATION_ACCOUNTS,
    DEMONSTRATION_PASSWORD,
    DemonstrationAccount,
)
from tracker.accounts.models import User
from tracker.common.files import read_file, read_text
from tracker.common.timestamps import today

FIXTURES: Path = settings.BASE_DIR / "fixtures"


def load_demonstration() -> Iterator[str]:
    """Units, programmes, accounts and figures; one line for each thing done.

    A programme or its figures that are already there are kept as they are.
    """
    missing = _missing_accounts()
    password = _hashed_aside(DEMONSTRATION_PASSWORD) if missing else str
    for path in sorted((FIXTURES / "units").glob("*.yaml")):
        load_units(parse_units(read_text(path), path.name), by=None)
    for path in sorted((FIXTURES / "programmes").glob("*.yaml")):
        spec = parse_programme(read_file(path), path.name)
        if not Programme.objects.filter(code=spec.code).exists():
            load_programme(spec, by=None)
            yield _("Loaded programme %(number)s.") % {"number": spec.number}
    for account in missing:
        _open_account(account, password())
    office = User.objects.get(username=DEMONSTRATION_ACCOUNTS[-1].username)
    for programme in Programme.objects.order_by("code"):
        if not Figure.objects.filter(indicator__programme=programme).exists():
            count = _load_figures(programme, office)
            yield _("%(number)s: %(count)d figures.") % {
                "number": programme.number,
                "count": count,
            }
        reviewer = User.objects.filter(username=OFFICES.get(programme.code, "")).first()
        if reviewer is not None and (known := load_task_progress(programme, reviewer)):
            yield ngettext(
                "%(number)s: illustrative progress of %(count)d task.",
                "%(number)s: illustrative progress of %(count)d tasks.",
                known,
            ) % {"number": programme.number, "count": known}
        if load_reporting(programme):
            yield _("%(number)s: reporting calendar and reports.") % {"number": programme.number}
        if reviewer is not None and load_roadmaps(programme, reviewer):
            yield _("%(number)s: road maps of local units.") % {"number": programme.number}


def _missing_accounts() -> list[DemonstrationAccount]:
    known = set(User.objects.filter(is_demonstration=True).values_list("username", flat=True))
    return [account for account in DEMONSTRATION_ACCOUNTS if account.username not in known]


def _hashed_aside(password: str) -> Callable[[], str]:
    """Hashing is slow on purpose and leaves the interpreter free: begun now, asked for later."""
    executor = ThreadPoolExecutor(max_workers=1)
    hashing = executor.submit(make_password, password)
    executor.shutdown(wait=False)
    return hashing.result


def _open_account(account: DemonstrationAccount, password: str) -> None:
    """`password` is hashed already: all accounts share it."""
    with transaction.atomic():
        user = User.objects.create_user(
            account.username,
            full_name=account.full_name,
            is_administrator=account.role is None,
            is_demonstration=True,
        )
        user.password = password
        user.save(update_fields=["password"])
        if account.role is not None:
            unit = Unit.objects.get(code=account.unit)
            join_unit(user=user, unit=unit, role=account.role, by=None)


def _load_figures(programme: Programme, by: User) -> int:
    """Published figures first, then illustrative ones where nothing was published."""
    published = FIXTURES / "figures" / f"{programme.code}.csv"
    if published.exists():
        import_figures(programme=programme, content=read_file(published), by=by, approve=True)
    record_figures(programme=programme, entries=_illustrative(programme), by=by, approve=True)
    return Figure.objects.filter(indicator__programme=programme).count()


def _illustrative(programme: Programme) -> list[FigureEntry]:
    units = {unit.code: unit for unit in Unit.objects.filter(province=programme.province_id)}
    indicators = {row.code: row for row in Indicator.objects.filter(programme=programme)}
    return [
        FigureEntry(
            indicator=indicators[row.indicator],
            unit=units[row.unit],
            period=row.period,
            nature=Nature(row.nature),
            class_code=row.class_code,
            value=row.value,
            numerator=row.numerator,
            denominator=row.denominator,
            done_on=row.done_on,
            note=row.note,
        )
        for row in generate(programme.code, today(), list(units.values()))
    ]
