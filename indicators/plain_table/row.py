"""A whole row of a plain table put together: what it would become, or why each cell is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method.criterion import contradicts_wanted
from indicators.method.facts import Comparator, Frequency, Kind, Measure, Nature, Wanted
from indicators.plain_table.choices import COLLECTION, FREQUENCY, WANTED, Choice, chosen
from indicators.plain_table.rows import PlainRow, code_of
from indicators.plain_table.sentences import doubt_sentence
from indicators.plain_table.understanding import (
    Note,
    UnderstoodRow,
    UnderstoodTarget,
    Work,
    class_names,
    kind_of,
    measure_of,
    read_again,
    read_targets,
)
from indicators.plain_table.units import UnitNames
from indicators.programme_file import BaselineSpec, Collection, IndicatorSpec, TargetSpec
from indicators.programme_file.document import has_control_character
from indicators.programme_file.section import CODE_LENGTH, is_code
from indicators.wording import Remark, WordingError, read_wording
from tracker.common.errors import SentenceError

TABLE_CLAUSE = "Bảng"
"""The clause of the table itself, for targets that name none."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLAUSE_WORDS = re.compile(r"^(?:phần|mục|khoản|điểm|điều)\s+", re.IGNORECASE)
_UNMEASURED = (Kind.CLASSES, Kind.MILESTONE)


def understand(
    rows: Iterable[PlainRow], units: UnitNames, *, source: str = ""
) -> list[UnderstoodRow]:
    """Every row; `source` is what a baseline without one of its own comes from.

    A row that names its code keeps it; the others are given one made of their names.
    """
    listed = list(rows)
    taken = {row["code"] for row in listed if row["code"]}
    seen: set[str] = set()
    found = []
    for row in listed:
        code = row["code"] or code_of(row["name"], taken)
        work = Work(row, code)
        _check_cells(work)
        if row["code"] in seen:
            work.fault("code", _("The code %(code)s stands twice.") % {"code": row["code"]})
        taken.add(code)
        seen.add(code)
        found.append(_understood(work, units, source))
    return found


def _check_cells(work: Work) -> None:
    """What no file may hold, however its words are meant: told here by its cell."""
    row = work.row
    for column, sentence in row.faults.items():
        work.fault(column, sentence)
    targets = {f"target_{year}": words for year, words in row.targets.items()}
    for column, text in {**row.cells, **targets}.items():
        if has_control_character(text):
            work.fault(column, _("The text holds an invisible control character."))
    code = row["code"]
    if code and not is_code(code):
        sentence = _("“%(value)s” is not a code: use a-z, 0-9 and single hyphens.")
        work.fault("code", sentence % {"value": code[:40]})
    if len(code) > CODE_LENGTH:
        sentence = _("The text is longer than %(limit)s characters.")
        work.fault("code", sentence % {"limit": CODE_LENGTH})


def _understood(work: Work, units: UnitNames, source: str) -> UnderstoodRow:
    if not work.row["name"]:
        work.fault("name", _("The name of the indicator is missing."))
    targets = read_targets(work)
    kind = kind_of(work, targets)
    baseline = _baseline(work, kind, source)
    wanted = _wanted(work, kind, targets, baseline)
    targets = read_again(work, targets, wanted)
    numbers = [number for one in targets if one.reading for number in one.reading.numbers]
    if baseline and baseline.value is not None:
        numbers.append(baseline.value)
    names = class_names(targets, baseline.classes if baseline else None)
    measure = measure_of(kind, wanted, work.unit, numbers, names)
    _check_wanted(work, measure, targets)
    spec = _spec(work, measure, targets, baseline, units)
    notes = tuple(dict.fromkeys(work.notes))
    faults = tuple(work.faults)
    return UnderstoodRow(work.row, work.code, measure, work.unit, targets, spec, faults, notes)


def _baseline(work: Work, kind: Kind, source: str) -> BaselineSpec | None:
    """The value at its year; None where none stands, or a cell of it is refused."""
    text = work.row["baseline"]
    if not text.strip("-–— ."):
        if kind not in _UNMEASURED:
            work.notes.append(Note.NO_BASELINE)
        return None
    if kind is Kind.MILESTONE:
        work.fault("baseline", _("A milestone has no baseline."))
        return None
    year = work.row["baseline_year"]
    if not _YEAR.fullmatch(year):
        work.fault("baseline_year", _("Write the year of the baseline, such as 2020."))
        return None
    try:
        found = read_wording(text, unit=work.unit, wanted=Wanted.HIGHER)
    except WordingError as error:
        work.fault("baseline", doubt_sentence(error))
        return None
    value = Decimal(100) if found.comparator is Comparator.FULL else found.value
    is_number = Remark.PLAIN in found.remarks or found.comparator is Comparator.FULL
    if (found.classes is None) if kind is Kind.CLASSES else not is_number:
        sentence = _("A baseline is one number, such as 21,5; of classes, how many of each.")
        work.fault("baseline", sentence)
        return None
    told = work.row["baseline_source"] or source or _("table of targets")
    return BaselineSpec(int(year), told, Nature.OFFICIAL, value, found.classes)


def _wanted(
    work: Work, kind: Kind, targets: Iterable[UnderstoodTarget], baseline: BaselineSpec | None
) -> Wanted:
    """The better direction: as the column says, as the words say, as the baseline suggests."""
    if kind in _UNMEASURED:
        return Wanted.HIGHER
    said = list(
        dict.fromkeys(one.reading.wanted for one in targets if one.reading and one.reading.wanted)
    )
    numbers = [one.reading.numbers for one in targets if one.reading and one.reading.numbers]
    default = next(iter(said), Wanted.HIGHER)
    if not work.row["wanted"]:
        if len(said) > 1:
            work.fault("wanted", _("One target asks for more, another for less. Say which it is."))
        elif not said and baseline and baseline.value is not None and numbers:
            work.notes.append(Note.WANTED_BY_BASELINE)
            default = Wanted.LOWER if numbers[-1][-1] < baseline.value else Wanted.HIGHER
        elif not said:
            work.notes.append(Note.WANTED)
    return _chosen(work, "wanted", WANTED, default)


def _chosen(work: Work, column: str, words: Mapping[str, Choice], default: Choice) -> Choice:
    try:
        return chosen(work.row[column], words, default)
    except SentenceError as error:
        work.fault(column, str(error))
        return default


def _check_wanted(work: Work, measure: Measure, targets: Iterable[UnderstoodTarget]) -> None:
    """`At most` where more is wanted is a slip of one of the two."""
    for one in targets:
        if one.reading and contradicts_wanted(measure, one.reading.goal(one.year)):
            sentence = _("These words contradict the direction that is wanted. Put one right.")
            work.fault(one.column, sentence)


def _spec(
    work: Work,
    measure: Measure,
    targets: Iterable[UnderstoodTarget],
    baseline: BaselineSpec | None,
    units: UnitNames,
) -> IndicatorSpec | None:
    """The indicator as a programme file states it; None where a cell is refused."""
    row = work.row
    lead = _lead(work, units)
    frequency = _chosen(work, "frequency", FREQUENCY, Frequency.ANNUAL)
    collection = _chosen(work, "collection", COLLECTION, Collection.PROVINCE)
    stated = tuple(_stated(work, one) for one in targets if one.reading)
    if work.faults:
        return None
    return IndicatorSpec(
        code=work.code,
        name=row["name"],
        group=row["group"] or _("Indicators"),
        kind=measure.kind,
        wanted=measure.wanted,
        decimals=measure.decimals,
        frequency=frequency,
        collection=collection,
        targets=stated,
        unit=work.unit,
        classes=measure.class_order,
        baseline=baseline,
        lead=lead,
        definition=row["definition"],
    )


def _lead(work: Work, units: UnitNames) -> str | None:
    text = work.row["lead"]
    if not text:
        work.notes.append(Note.NO_LEAD)
        return None
    try:
        return units.code(text)
    except SentenceError as error:
        work.fault("lead", str(error))
        return None


def _stated(work: Work, one: UnderstoodTarget) -> TargetSpec:
    reading = one.reading
    assert reading is not None  # noqa: S101 - asked by the caller
    due = reading.due
    if reading.comparator is Comparator.MILESTONE and due is None:
        work.notes.append(Note.DUE_YEAR_END)
    goal = reading.goal(one.year)
    return TargetSpec(
        year=one.year,
        comparator=goal.comparator,
        wording=one.wording,
        clause=clause_of(work.row),
        value=goal.value,
        low=goal.low,
        high=goal.high,
        classes=goal.classes,
        due=due,
    )


def clause_of(row: PlainRow) -> str:
    """`Mục II.1` -> `II.1`; the clause of the table itself where the row names none."""
    return _CLAUSE_WORDS.sub("", row["clause"]).strip(" .") or TABLE_CLAUSE
