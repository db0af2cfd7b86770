"""Whether the figures are those that the ledger says were approved: it cannot be changed, they
could be by somebody at the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from reports.entries import as_ledger
from reports.integrity.figures import named
from reports.models import Figure
from tracker.audit.models import Event

_VERBS = ("figure.approved", "figure.recorded")
_TOLD = ("nature", "value", "numerator", "denominator", "done_on")
_AT_ONCE = 500
Numbers = tuple[str, ...]


def figures_as_told() -> Iterator[str]:
    """Each figure has an entry in the ledger with its numbers, five hundred at a time."""
    rows = Figure.objects.select_related("indicator__programme", "unit").order_by("pk")
    found = rows.iterator(chunk_size=_AT_ONCE)
    while some := list(islice(found, _AT_ONCE)):
        told = _told([_key(figure)[1] for figure in some])
        for figure in some:
            if _numbers(as_ledger(figure)) not in told[_key(figure)]:
                yield _("%(figure)s is not what the ledger says was recorded.") % {
                    "figure": named(figure)
                }


def told_figures_exist() -> Iterator[str]:
    """Nothing that the ledger says was approved has vanished."""
    events = Event.objects.filter(verb="figure.approved").order_by("pk")
    pairs = events.values_list("programme_code", "subject_key").iterator(chunk_size=_AT_ONCE)
    while some := list(islice(pairs, _AT_ONCE)):
        there = _there([key for _programme, key in some])
        for programme, key in dict.fromkeys(some):
            if (programme, key) not in there:
                yield _("The ledger says that %(key)s was approved, but there is no figure.") % {
                    "key": f"{programme}: {key}"
                }


def _told(keys: Sequence[str]) -> dict[tuple[str, str], set[Numbers]]:
    """What the ledger says of these figures, by programme and key."""
    found: dict[tuple[str, str], set[Numbers]] = defaultdict(set)
    events = Event.objects.filter(verb__in=_VERBS, subject_key__in=set(keys))
    for programme, key, after in events.values_list("programme_code", "subject_key", "after"):
        found[programme, key].add(_numbers(after or {}))
    return found


def _there(keys: Sequence[str]) -> set[tuple[str, str]]:
    """Programme and key of the figures that stand or stood with these indicators and units."""
    parts = [key.split("/") for key in keys]
    rows = Figure.objects.filter(
        indicator__code__in={one[0] for one in parts},
        unit__code__in={one[1] for one in parts},
        year__in={int(one[2][:4]) for one in parts},
    )
    rows = rows.select_related("indicator__programme", "unit")
    return {_key(figure) for figure in rows.iterator(chunk_size=_AT_ONCE)}


def _key(figure: Figure) -> tuple[str, str]:
    """As FigureEntry.ledger_key has it."""
    parts = [figure.indicator.code, figure.unit.code, str(figure.period), figure.class_code]
    return figure.indicator.programme.code, "/".join(part for part in parts if part)


def _numbers(content: dict[str, Any]) -> Numbers:
    return tuple(str(content.get(name, "")) for name in _TOLD)
