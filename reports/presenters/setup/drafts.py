"""A draft as a page: what it holds, what keeps it from being stored, what storing it would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.actions import Applied
from indicators.plain_table import Built, UnderstoodRow
from indicators.programme_file import ProgrammeSpec
from reports.models import DraftKind, SetupDraft
from reports.presenters.setup.rows import RowCard, cards
from reports.setup.adopting import Rehearsal
from tracker.common.labels import day_label


@dataclass(frozen=True)
class DraftLine:
    """A draft in the list of those that wait."""

    name: str
    about: str
    url: str
    discard_url: str


@dataclass(frozen=True)
class TablePage:
    """A draft by table; `can_store` only where nothing is refused and something would change."""

    rows: tuple[RowCard, ...]
    head_faults: tuple[str, ...]
    refused: int
    doubtful: int
    can_store: bool
    effect: str
    refusal: str
    is_new: bool


@dataclass(frozen=True)
class FilePage:
    """A programme file: what it holds by group, and what storing it would do."""

    number: str
    title: str
    counts: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, int], ...]
    effect: str
    changes_nothing: bool
    is_new: bool


def draft_lines(drafts: Iterable[SetupDraft]) -> list[DraftLine]:
    """The drafts with what they hold and when they were last changed."""
    return [_line(one) for one in drafts]


def _line(one: SetupDraft) -> DraftLine:
    kept = localtime(one.kept_at)
    held = str(DraftKind(one.kind).label)
    if one.kind == DraftKind.TABLE:
        count = len(one.rows)
        held = ngettext("%(count)d indicator", "%(count)d indicators", count) % {"count": count}
    about = _("%(held)s, changed %(day)s at %(time)s") % {
        "held": held,
        "day": day_label(kept.date()),
        "time": f"{kept:%H:%M}",
    }
    name = "setup_table" if one.kind == DraftKind.TABLE else "setup_file_draft"
    return DraftLine(
        one.name, about, reverse(name, args=[one.pk]), reverse("setup_discard", args=[one.pk])
    )


def table_page(
    draft: SetupDraft,
    rows: Sequence[UnderstoodRow],
    built: Built,
    rehearsal: Rehearsal,
    units: Mapping[str, str],
) -> TablePage:
    """The rows, and whether they may become a programme; `units` names units by their codes."""
    applied = rehearsal.applied

    def link(name: str, number: int) -> str:
        return reverse(name, args=[draft.pk, number])

    made = cards(rows, built, units, link)
    return TablePage(
        rows=tuple(made),
        head_faults=built.head_faults,
        refused=sum(one.is_refused for one in made),
        doubtful=sum(bool(one.remarks) and not one.is_refused for one in made),
        can_store=applied is not None and not applied.is_nothing,
        effect=effect(built.spec, applied, is_new=rehearsal.is_new),
        refusal=rehearsal.refusal,
        is_new=rehearsal.is_new,
    )


def file_page(spec: ProgrammeSpec, applied: Applied, *, is_new: bool) -> FilePage:
    """The file, counted."""
    groups = Counter(one.group for one in spec.indicators)
    counts = (
        (_("indicators"), len(spec.indicators)),
        (_("targets"), sum(len(one.targets) for one in spec.indicators)),
        (_("clauses"), len(spec.clauses)),
        (_("tasks"), len(spec.tasks)),
    )
    return FilePage(
        number=spec.number or spec.code,
        title=spec.title,
        counts=counts,
        groups=tuple(groups.items()),
        effect=effect(spec, applied, is_new=is_new),
        changes_nothing=applied.is_nothing,
        is_new=is_new,
    )


def effect(spec: ProgrammeSpec | None, applied: Applied | None, *, is_new: bool) -> str:
    """What storing would do, as counted by doing it and taking it back."""
    if spec is None or applied is None:
        return ""
    if is_new:
        return _("A new programme: %(indicators)d indicators with %(targets)d targets.") % {
            "indicators": len(spec.indicators),
            "targets": sum(len(one.targets) for one in spec.indicators),
        }
    if applied.is_nothing:
        return _("Everything of it is stored already: nothing would change.")
    said = _(
        "A programme with this code is there already and would change: %(new)d new facts, "
        "%(changed)d changed, %(withdrawn)d withdrawn."
    )
    return said % {
        "new": applied.new,
        "changed": applied.changed,
        "withdrawn": applied.withdrawn,
    }
