"""How units are named where a name alone could mislead, and why one has no back-series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Succession, SuccessionKind, Unit
from reports.presenters.rows import Link
from reports.succession_series import Break, Gap, Lineage, Restated
from tracker.common.folding import fold
from tracker.common.labels import day_label

_PREFIXES = ("thanh pho ", "thi xa ", "huyen ", "phuong ", "xa ")
_FEW = 6


@dataclass(frozen=True)
class NamedUnit:
    """A unit with what tells it apart from others of its name: code and dates."""

    name: str
    url: str
    code: str
    validity: str = ""
    is_ended: bool = False


def named_unit(unit: Unit, link: Link) -> NamedUnit:
    """The unit by its whole name, its code and from when to when it existed."""
    return NamedUnit(unit.name, link("unit", unit.code), unit.code, validity(unit), unit.has_ended)


def validity(unit: Unit) -> str:
    """From when to when the unit existed, or nothing if it always has."""
    if unit.valid_from and unit.valid_to:
        return _("from %(start)s until before %(end)s") % {
            "start": day_label(unit.valid_from),
            "end": day_label(unit.valid_to),
        }
    if unit.valid_from:
        return _("since %(start)s") % {"start": day_label(unit.valid_from)}
    if unit.valid_to:
        return _("until before %(end)s") % {"end": day_label(unit.valid_to)}
    return ""


def with_code(unit: Unit) -> str:
    """`Huyện Kỳ Anh (447)`."""
    return f"{unit.name} ({unit.code})"


def bare_name(unit: Unit) -> str:
    """The folded name without the word for its kind: a town and a district can share it."""
    name = fold(unit.name)
    return next((name.removeprefix(one) for one in _PREFIXES if name.startswith(one)), name)


def told_apart(units: Iterable[Unit]) -> dict[int, str]:
    """Short names by key; with the code where units shown together share a name."""
    listed = list(units)
    known = Counter(bare_name(unit) for unit in listed)
    return {
        unit.pk: f"{unit.label} ({unit.code})" if known[bare_name(unit)] > 1 else unit.label
        for unit in listed
    }


def several(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    shown, more = ", ".join(names[:_FEW]), len(names) - _FEW
    if more <= 0:
        return shown
    return _("%(names)s and %(count)d more") % {"names": shown, "count": more}


def in_brackets(basis: str) -> str:
    """The document's number after a day; nothing where none is recorded."""
    return f" ({basis})" if basis else ""


def optional(link: Link, name: str, *args: str, **query: str) -> str:
    """The address of a page, or nothing where the product does not have that page."""
    try:
        return link(name, *args, **query)
    except NoReverseMatch:
        return ""


def gap_sentence(gap: Gap) -> str:
    """Why a unit of the day has no figure of an earlier period."""
    if gap.broken is not None:
        return break_sentence(gap.broken)
    if gap.silent:
        return _("no back-series: no figure from %(units)s") % {
            "units": several([with_code(unit) for unit in gap.silent])
        }
    return _("no back-series: the figures of its predecessors have no numerator and denominator")


def break_sentence(broken: Break) -> str:
    """What changed the unit's area, when, and by which document."""
    words = {"day": day_label(broken.day), "basis": in_brackets(_basis(broken.rows))}
    if broken.is_gift:
        heirs = [with_code(row.successor) for row in broken.rows if row.successor]
        words["units"] = several(heirs)
        return _("no back-series: gave a part to %(units)s on %(day)s%(basis)s") % words
    words["units"] = several([with_code(row.predecessor) for row in broken.rows])
    if all(row.kind == SuccessionKind.SPLIT for row in broken.rows):
        return _("no back-series: divided off from %(units)s on %(day)s%(basis)s") % words
    return _("no back-series: took in parts of %(units)s on %(day)s%(basis)s") % words


def kept_sentence(key: int, restated: Restated, lineage: Lineage) -> str:
    """Why a figure stays with the unit that reported it."""
    home = lineage.home(key)
    if home is not None:
        gap = restated.gaps.get(home)
        return gap_sentence(gap) if gap else _("its successor states a figure of its own")
    rows = lineage.ends_of(key)
    if not rows:
        return _("ended without a successor")
    count = len(rows)
    return ngettext(
        "passed in part to %(count)d unit on %(day)s%(basis)s: no back-series",
        "divided among %(count)d units on %(day)s%(basis)s: no back-series",
        count,
    ) % {
        "count": count,
        "day": day_label(rows[0].happened_on),
        "basis": in_brackets(_basis(rows)),
    }


def _basis(rows: Sequence[Succession]) -> str:
    return "; ".join(dict.fromkeys(row.legal_basis for row in rows if row.legal_basis))
