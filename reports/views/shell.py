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

from assignments.visibility import roles_in, visible_programmes
from reports.models import FigureNature
from reports.queries.facts import known_figures
from reports.views.desk import Desk
from tracker.accounts.models import User
from tracker.common.timestamps import today

_NAVIGATION = (
    ("overview", ("overview",)),
    ("indicators", ("indicators", "indicator")),
    ("matrix", ("matrix",)),
    ("units", ("units", "unit")),
    ("clauses", ("clauses",)),
)


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
    illustrative: bool
    language: str


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the frame, built only if a template asks for it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell:
    user = getattr(request, "user", None)
    desk: Desk | None = getattr(request, "desk", None)
    signed_in = user if isinstance(user, User) else None
    return Shell(
        programme=_head(desk) if desk else None,
        programmes=_choices(signed_in, desk) if signed_in else (),
        as_of=desk.as_of if desk else today(),
        is_today=desk.is_today if desk else True,
        earliest=desk.earliest if desk else today(),
        latest=today(),
        nav=_navigation(request, desk) if desk else (),
        user_name=signed_in.full_name if signed_in else "",
        user_role=_role(signed_in, desk) if signed_in else "",
        illustrative=_is_illustrative(desk) if desk else False,
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


def _navigation(request: HttpRequest, desk: Desk) -> tuple[NavItem, ...]:
    labels = {
        "overview": _("Overview"),
        "indicators": _("Indicators"),
        "matrix": _("Matrix"),
        "units": _("Units"),
        "clauses": _("Document"),
    }
    match = request.resolver_match
    current = match.url_name if match else ""
    return tuple(
        NavItem(labels[name], desk.url(name), current in pages) for name, pages in _NAVIGATION
    )


def _role(user: User, desk: Desk | None) -> str:
    if user.is_administrator:
        return _("Administrator")
    if desk is None:
        return ""
    roles = roles_in(user, desk.programme)
    return ", ".join(sorted(str(role.label) for role in roles))


def _is_illustrative(desk: Desk) -> bool:
    figures = known_figures(desk.as_of).filter(indicator__programme=desk.programme)
    return figures.filter(nature=FigureNature.ILLUSTRATIVE).exists()
