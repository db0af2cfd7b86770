"""The frame of every page: programme switch, day, navigation, person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assignments.permissions import UNIT_ROLES, is_office
from assignments.visibility import roles_in, visible_programmes
from reports.queries.data_state import holds_illustrative
from reports.queries.frame import Counts, counts_of
from reports.views.desk import Desk
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.timestamps import today

_NAVIGATION = (
    ("overview", ("overview",)),
    ("my_work", ("my_work", "report", "report_check", "report_act")),
    (
        "imports",
        (
            *("imports", "form_upload", "form_preview", "form_confirm"),
            *("figures_import", "figures_preview", "figures_confirm"),
        ),
    ),
    ("review_queue", ("review_queue", "review_bulk", "review", "review_act")),
    ("indicators", ("indicators", "indicator")),
    ("matrix", ("matrix",)),
    ("tasks", ("tasks", "task", "task_act", "tasks_print", "unassigned", "unassigned_assign")),
    ("roadmaps", ("roadmaps", "roadmap", "roadmap_act", "roadmap_import")),
    ("units", ("units", "unit", "units_compared")),
    ("completeness", ("completeness", "chase_list", "calendar", "period_dates")),
    (
        "meetings",
        (
            *("meetings", "meeting_freeze", "meeting_paper", "meetings_compared"),
            "meeting_bundle",
        ),
    ),
    ("ledger", ("ledger",)),
    ("clauses", ("clauses",)),
    (
        "administration",
        (
            *("administration", "administration_unit", "unit_add", "role_give", "successions"),
            *("measures", "measure"),
            *("accounts", "account", "account_add", "accounts_import", "accounts_confirm"),
            *("account_password", "account_correct", "account_administrator"),
            *("reorganisation", "reorganisation_apply", "reorganisation_result"),
        ),
    ),
)
"""Each entry with the pages that belong to it."""


@dataclass(frozen=True)
class NavItem:
    """One entry of the main navigation."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ProgrammeChoice:
    """One entry of the programme switch."""

    number: str
    title: str
    province_name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class ProgrammeHead:
    """What the frame says of the open programme."""

    code: str
    number: str
    title: str
    province_name: str


@dataclass(frozen=True)
class Shell:
    """Everything the base template shows; `programme` is None outside a programme."""

    programme: ProgrammeHead | None
    programmes: tuple[ProgrammeChoice, ...]
    as_of: date
    is_today: bool
    earliest: date
    latest: date
    nav: tuple[NavItem, ...]
    user_name: str
    user_role: str
    unread: int
    jobs: int
    """The person's own jobs under way."""
    illustrative: bool
    language: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the frame, built only if a template asks for it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell:
    user = getattr(request, "user", None)
    desk: Desk | None = getattr(request, "desk", None)
    signed_in = user if isinstance(user, User) else None
    roles = roles_in(signed_in, desk.programme) if signed_in and desk else frozenset()
    counts = counts_of(signed_in) if signed_in else Counts()
    return Shell(
        programme=_head(desk) if desk else None,
        programmes=_choices(signed_in, desk) if signed_in else (),
        as_of=desk.as_of if desk else today(),
        is_today=desk.is_today if desk else True,
        earliest=desk.earliest if desk else today(),
        latest=today(),
        nav=_navigation(request, desk, roles) if desk else (),
        user_name=signed_in.full_name if signed_in else "",
        user_role=_role(signed_in, roles) if signed_in else "",
        unread=counts.unread,
        jobs=counts.jobs,
        illustrative=holds_illustrative(desk.programme, desk.as_of) if desk else False,
        language=get_language() or "vi",
    )


def _head(desk: Desk) -> ProgrammeHead:
    programme = desk.programme
    return ProgrammeHead(
        code=programme.code,
        number=programme.number,
        title=programme.display_title,
        province_name=_province_name(programme.province.short_name, programme.province.name_en),
    )


def _province_name(name: str, name_en: str) -> str:
    return name_en if get_language() == "en" and name_en else name


def _choices(user: User, desk: Desk | None) -> tuple[ProgrammeChoice, ...]:
    query = "" if desk is None else f"?as_of={desk.as_of.isoformat()}"
    return tuple(
        ProgrammeChoice(
            number=programme.number,
            title=programme.display_title,
            province_name=_province_name(programme.province.short_name, programme.province.name_en),
            url=reverse("overview", args=[programme.code]) + query,
            is_current=desk is not None and desk.programme.pk == programme.pk,
        )
        for programme in visible_programmes(user)
    )


def _navigation(request: HttpRequest, desk: Desk, roles: frozenset[Role]) -> tuple[NavItem, ...]:
    """What this person has pages for: their own work, the Office's queue, and what all see."""
    labels = {
        "overview": _("Overview"),
        "indicators": _("Indicators"),
        "matrix": _("Matrix"),
        "tasks": _("Tasks"),
        "roadmaps": _("Local roadmap"),
        "units": _("Units"),
        "clauses": _("Document"),
        "review_queue": _("Review"),
        "my_work": _("My work"),
        "imports": _("Import Excel"),
        "completeness": _("Completeness"),
        "meetings": _("Export report"),
        "ledger": _("Change log"),
        "administration": _("Administration"),
    }
    hidden = set()
    if not roles & set(UNIT_ROLES):
        hidden.add("my_work")
    reviews = Role.REVIEWER in roles and is_office(desk.user, desk.programme)
    if not reviews:
        hidden.add("review_queue")
    if not reviews and "my_work" in hidden:
        hidden.add("imports")
    if not (reviews or desk.user.is_administrator):
        hidden.add("administration")
    match = request.resolver_match
    current = match.url_name if match else ""
    return tuple(
        NavItem(labels[name], desk.url(name), current in pages)
        for name, pages in _NAVIGATION
        if name not in hidden
    )


def _role(user: User, roles: frozenset[Role]) -> str:
    if user.is_administrator:
        return _("Administrator")
    return ", ".join(sorted(str(role.label) for role in roles))
