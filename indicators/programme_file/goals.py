"""The targets and the baseline of an indicator, and what their numbers must keep to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from indicators.method.facts import Comparator, Kind, Nature
from indicators.programme_file.section import Section, suggestion
from indicators.programme_file.spec import BaselineSpec, TargetSpec

TARGET = (
    *("year", "comparator", "value", "low", "high", "classes", "due", "tolerance"),
    *("wording", "clause"),
)
BASELINE = ("year", "value", "classes", "source", "nature", "definition")

_ORDINARY = frozenset(
    {
        *(Comparator.GT, Comparator.GE, Comparator.LT, Comparator.LE),
        *(Comparator.APPROX, Comparator.RANGE),
    }
)
COMPARATORS_OF = {
    Kind.VALUE: _ORDINARY | {Comparator.FULL},
    Kind.RATIO: _ORDINARY | {Comparator.FULL},
    Kind.COUNT: _ORDINARY,
    Kind.CLASSES: frozenset({Comparator.CLASSES}),
    Kind.MILESTONE: frozenset({Comparator.MILESTONE}),
}
"""The comparators that mean something for each kind of quantity."""

NEEDED_BY = {
    Comparator.RANGE: ("low", "high"),
    Comparator.FULL: (),
    Comparator.MILESTONE: (),
    Comparator.CLASSES: ("classes",),
}
"""The keys a target must have; every other comparator compares with one `value`."""

_ALLOWED_BY = {Comparator.APPROX: ("tolerance",), Comparator.MILESTONE: ("due",)}
_MEASURES = ("value", "low", "high", "classes", "due", "tolerance")


@dataclass(frozen=True)
class Limits:
    """What the numbers of one indicator must keep to; `kind` is None where the file is wrong."""

    kind: Kind | None
    order: tuple[str, ...]
    unit: str
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    @property
    def lowest(self) -> Decimal | None:
        """The lower bound; 0 for a percentage without one."""
        return Decimal(0) if self.minimum is None and self._is_percentage else self.minimum

    @property
    def highest(self) -> Decimal | None:
        """The upper bound; 100 for a percentage without one."""
        return Decimal(100) if self.maximum is None and self._is_percentage else self.maximum

    @property
    def _is_percentage(self) -> bool:
        return self.unit.startswith("%")

    def check(self, section: Section, key: str, value: Decimal | None) -> None:
        """Note a fault where a number lies outside the bounds."""
        if value is None:
            return
        if self.lowest is not None and value < self.lowest:
            section.fault(key, _("The number lies below the lower bound %(b)s."), b=self.lowest)
        if self.highest is not None and value > self.highest:
            section.fault(key, _("The number lies above the upper bound %(b)s."), b=self.highest)


def read_targets(
    owner: Section, limits: Limits, years: tuple[int, ...], clauses: tuple[str, ...]
) -> tuple[TargetSpec, ...]:
    """The targets, one per year and in the order of the years."""
    found: list[TargetSpec] = []
    for section in owner.some("targets", "year"):
        target = _target(section, limits)
        _check_year(section, target, years)
        _check_clause(section, target.clause, clauses)
        if found and target.year and target.year <= max(t.year for t in found):
            message = _("Targets stand in the order of their years, one for each year.")
            section.fault("year", message)
        found.append(target)
    return tuple(found)


def _target(section: Section, limits: Limits) -> TargetSpec:
    section.only(*TARGET)
    section.require("year", "wording", "clause")
    comparator = section.choice("comparator", Comparator)
    target = TargetSpec(
        year=section.year("year") or 0,
        comparator=comparator or Comparator.GE,
        wording=section.passage("wording"),
        clause=section.clause_id("clause"),
        value=section.decimal("value"),
        low=section.decimal("low"),
        high=section.decimal("high"),
        classes=section.counts("classes", limits.order),
        due=section.date("due"),
        tolerance=section.decimal("tolerance"),
    )
    if comparator:
        _check_fit(section, comparator, limits.kind)
    _check_numbers(section, target, limits)
    return target


def _check_fit(section: Section, comparator: Comparator, kind: Kind | None) -> None:
    """The comparator suits the kind and has the keys it needs, none too many."""
    if kind and comparator not in COMPARATORS_OF[kind]:
        message = _("The comparator “%(comparator)s” does not suit the kind “%(kind)s”.")
        section.fault("comparator", message, comparator=comparator, kind=kind)
        return
    needed = NEEDED_BY.get(comparator, ("value",))
    allowed = needed + _ALLOWED_BY.get(comparator, ())
    for key in _MEASURES:
        if key in needed and key not in section:
            message = _("A target with the comparator “%(comparator)s” needs this key.")
            section.fault(key, message, comparator=comparator)
        elif key in section and key not in allowed:
            message = _("A target with the comparator “%(comparator)s” does not have this key.")
            section.fault(key, message, comparator=comparator)


def _check_numbers(section: Section, target: TargetSpec, limits: Limits) -> None:
    """Bounds, the order of a range, the tolerance, the due date."""
    limits.check(section, "value", target.value)
    limits.check(section, "low", target.low)
    limits.check(section, "high", target.high)
    if target.low is not None and target.high is not None and target.low >= target.high:
        section.fault("high", _("The upper end of a range must lie above the lower end."))
    if target.tolerance is not None and target.tolerance < 0:
        section.fault("tolerance", _("A tolerance cannot be negative."))
    if target.due and target.year and target.due.year != target.year:
        message = _("The due date must lie in the year of the target, %(year)s.")
        section.fault("due", message, year=target.year)


def _check_year(section: Section, target: TargetSpec, years: tuple[int, ...]) -> None:
    if target.year and years and target.year not in years:
        message = _("%(year)s is no year of this programme (%(known)s).")
        known = ", ".join(str(year) for year in years)
        section.fault("year", message, year=target.year, known=known)


def _check_clause(section: Section, clause: str, clauses: tuple[str, ...]) -> None:
    if not clause or clause in clauses:
        return
    if meant := suggestion(clause, clauses):
        message = _("There is no clause “%(value)s”. Did you mean “%(meant)s”?")
        section.fault("clause", message, value=clause, meant=meant)
    else:
        section.fault("clause", _("There is no clause “%(value)s” in this file."), value=clause)


def read_baseline(
    owner: Section, limits: Limits, targets: tuple[TargetSpec, ...]
) -> BaselineSpec | None:
    """The baseline, before the first target and of the indicator's kind; None where absent."""
    section = owner.block("baseline")
    if section is None:
        return None
    section.only(*BASELINE)
    section.require("year", "source")
    nature = section.choice("nature", Nature)
    baseline = BaselineSpec(
        year=section.year("year") or 0,
        source=section.passage("source"),
        nature=nature or Nature.ILLUSTRATIVE,
        value=section.decimal("value"),
        classes=section.counts("classes", limits.order),
        definition=section.phrase("definition", 200),
    )
    _check_baseline_kind(owner, section, limits.kind)
    limits.check(section, "value", baseline.value)
    first = min((target.year for target in targets if target.year), default=None)
    if first and baseline.year >= first:
        section.fault("year", _("The baseline must lie before the first target, %(y)s."), y=first)
    return baseline


def _check_baseline_kind(owner: Section, section: Section, kind: Kind | None) -> None:
    """Classes for classes, a value for every measured kind, nothing for a milestone."""
    if kind is None:
        return
    if kind is Kind.MILESTONE:
        owner.fault("baseline", _("A milestone has no baseline."))
        return
    needed, other = ("classes", "value") if kind is Kind.CLASSES else ("value", "classes")
    section.require(needed)
    if other in section:
        message = _("The baseline of the kind “%(kind)s” does not have this key.")
        section.fault(other, message, kind=kind)
