"""The tables of administration as files, for who may administer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.presenters.administration.units import unit_groups
from reports.presenters.files.administration import (
    measure_table,
    member_table,
    succession_table,
    unit_table,
)
from reports.queries.administration import (
    members_in,
    members_of,
    successions_in,
    units_with_people,
)
from reports.views.administration.measures import indicators_of
from reports.views.administration.places import open_administration, open_unit
from reports.views.files import table_answer


@require_safe
def units_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The units of the list, those of a search if there is one."""
    desk = open_administration(request, code)
    search = request.GET.get("q", "")[:100]
    units = units_with_people(desk.programme)
    table = unit_table(unit_groups(units, desk.as_of, desk.url, search), units)
    return table_answer(desk, ending, "quan-tri-don-vi", table, filters=_words(search))


@require_safe
def members_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Every role of every person in the province."""
    desk = open_administration(request, code)
    table = member_table(_("People and roles"), members_in(desk.programme.province))
    return table_answer(desk, ending, "vai-tro", table)


@require_safe
def unit_members_file(request: HttpRequest, code: str, unit: str, ending: str) -> HttpResponse:
    """The roles in one unit."""
    desk = open_administration(request, code)
    found = open_unit(desk, unit)
    title = _("People of %(unit)s") % {"unit": found.name}
    table = member_table(title, members_of(found))
    return table_answer(desk, ending, f"vai-tro-{unit}", table)


@require_safe
def successions_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Every succession, those of a search if there is one."""
    desk = open_administration(request, code)
    search = request.GET.get("q", "")[:100]
    table = succession_table(successions_in(desk.programme.province, search))
    return table_answer(desk, ending, "ke-thua", table, filters=_words(search))


@require_safe
def measures_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Every indicator and whether it is still measured."""
    desk = open_administration(request, code)
    table = measure_table(indicators_of(desk).order_by("position"))
    return table_answer(desk, ending, "chi-tieu-het-hieu-luc", table)


def _words(search: str) -> dict[str, str]:
    return {_("Name or code"): search} if search else {}
