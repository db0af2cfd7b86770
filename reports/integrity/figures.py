"""Whether figures follow from what was approved, and each correction from the figure before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from reports.models import Entry, EntryState, Figure, ReportState
from reports.sums import mismatches
from tracker.common.labels import period_label
from tracker.common.numbers import format_number

_KEY = ("indicator", "unit", "year", "quarter", "class_code", "definition")
_NUMBERS = ("value", "numerator", "denominator", "done_on")
_AT_ONCE = 500


def one_current_figure() -> Iterator[str]:
    """Of one indicator, unit, period and class at most one approved figure stands."""
    current = Figure.objects.filter(superseded_on=None, approved_at__isnull=False)
    several = current.order_by().values(*_KEY).annotate(count=Count("pk")).filter(count__gt=1)
    for row in several.order_by(*_KEY).iterator(chunk_size=_AT_ONCE):
        key = {name: row[name] for name in _KEY}
        figure = current.filter(**key).select_related("indicator", "unit")[0]
        yield _("%(figure)s has %(count)d figures that hold at once.") % {
            "figure": named(figure),
            "count": row["count"],
        }


def whole_chains() -> Iterator[str]:
    """A figure that was ended has a later one of the same key that counts from that day."""
    later = Figure.objects.filter(
        **{name: OuterRef(name) for name in _KEY},
        known_on=OuterRef("superseded_on"),
        pk__gt=OuterRef("pk"),
    )
    ended = Figure.objects.filter(superseded_on__isnull=False)
    for figure in _told(ended.exclude(Exists(later))):
        yield _("%(figure)s was ended, but nothing took its place.") % {"figure": named(figure)}


def approved_entries() -> Iterator[str]:
    """Every approved line of a report has its figure, with the same numbers."""
    figures = Figure.objects.filter(
        indicator=OuterRef("indicator"),
        unit=OuterRef("report__unit"),
        year=OuterRef("year"),
        quarter=OuterRef("quarter"),
        class_code=OuterRef("class_code"),
        definition="",
        approved_at__isnull=False,
    )
    for name in _NUMBERS:
        figures = figures.filter(_same(name))
    rows = Entry.objects.filter(state=EntryState.APPROVED).exclude(Exists(figures))
    rows = rows.select_related("indicator", "report__unit", "report__period")
    for entry in rows.order_by("pk").iterator(chunk_size=_AT_ONCE):
        yield _("%(line)s was approved, but there is no such figure.") % {
            "line": entry_named(entry)
        }


def _same(name: str) -> Q:
    """Equal, or empty on both sides."""
    both_empty = Q(**{f"{name}__isnull": True}) & Q(Exists(_empty(name)))
    return Q(**{name: OuterRef(name)}) | both_empty


def _empty(name: str) -> QuerySet[Entry]:
    return Entry.objects.filter(pk=OuterRef(OuterRef("pk")), **{f"{name}__isnull": True})


def sums() -> Iterator[str]:
    """In every approved report classes add up to the total beside them, where they must."""
    rows = Entry.objects.filter(report__state=ReportState.APPROVED)
    rows = rows.filter(report__in=_with_totals()).order_by("report", "indicator__position", "pk")
    rows = rows.select_related("indicator", "report__unit", "report__period")
    for _report, lines in groupby(rows.iterator(chunk_size=_AT_ONCE), lambda e: e.report_id):
        for one in mismatches(list(lines)):
            yield _("%(line)s: the classes add up to %(sum)s, the total is %(total)s.") % {
                "line": entry_named(one.entries[0]),
                "sum": format_number(one.added_up),
                "total": format_number(one.stated),
            }


def _with_totals() -> QuerySet[Entry, int]:
    totals = Entry.objects.exclude(indicator__total_code="")
    return totals.order_by().values_list("report_id", flat=True).distinct()


def named(figure: Figure) -> str:
    """`do-thi-hoa, Sở Xây dựng, Quý III/2026`, with the class if there is one."""
    parts = [figure.indicator.code, figure.unit.name, period_label(figure.period)]
    return ", ".join([*parts, figure.class_code] if figure.class_code else parts)


def entry_named(entry: Entry) -> str:
    """The same of a line of a report."""
    parts = [entry.indicator.code, entry.report.unit.name, period_label(entry.period)]
    return ", ".join([*parts, entry.class_code] if entry.class_code else parts)


def _told(figures: QuerySet[Figure]) -> Iterator[Figure]:
    rows = figures.select_related("indicator", "unit").order_by("pk")
    return rows.iterator(chunk_size=_AT_ONCE)
