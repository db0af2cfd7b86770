"""From the text of a programme file to its spec; everything wrong is found before it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from yaml.nodes import MappingNode

from indicators.method.facts import Frequency, Kind, Wanted
from indicators.programme_file.document import read_root
from indicators.programme_file.faults import ProgrammeFaults
from indicators.programme_file.goals import Limits, read_baseline, read_targets
from indicators.programme_file.section import Section, refuse_repeats, suggestion
from indicators.programme_file.spec import (
    ClauseSpec,
    Collection,
    GroupSpec,
    IndicatorSpec,
    ProgrammeSpec,
    SupersededSpec,
)
from indicators.programme_file.tasks import read_bodies, read_sections, read_tasks

ROOT = ("programme", "groups", "clauses", "indicators", "bodies", "sections", "tasks")
HEADER = (
    *("code", "number", "title", "title_en", "short_title", "short_title_en", "issuer"),
    *("issued_on", "province", "monitor", "years", "source", "owners_proposed"),
)
INDICATOR = (
    *("code", "name", "name_en", "group", "unit", "unit_en", "counted", "counted_en"),
    *("flow", "total", "kind", "wanted", "decimals", "frequency", "collection", "classes"),
    *("baseline", "targets", "lead", "coordinating", "definition", "superseded", "bounds"),
)
_NUMBER, _UNIT, _SHORT, _NAME = 40, 40, 200, 300  # characters that the database keeps
_UNMEASURED = (Kind.CLASSES, Kind.MILESTONE)


@dataclass(frozen=True)
class _Frame:
    """What the indicators refer to; empty where the file itself has it wrong."""

    years: tuple[int, ...]
    clauses: tuple[str, ...]
    groups: tuple[str, ...]
    issued_on: date


def parse_programme(text: str | bytes, name: str) -> ProgrammeSpec:
    """The programme that a file states; `name` is the file's name in the faults.

    Raises ProgrammeFileError with every fault found; nothing of a broken file is used.
    """
    faults = ProgrammeFaults(name)
    top = read_root(text, faults)
    root = Section(top, "", faults)
    root.only(*ROOT)
    root.require("programme")
    spec = _programme(root, root.block("programme") or _nothing_at(top))
    faults.refuse()
    return spec


def _nothing_at(node: MappingNode) -> Section:
    """An empty section to read on with where the file has none; its faults are not shown."""
    return Section(MappingNode(node.tag, [], node.start_mark), "", ProgrammeFaults(""))


def _programme(root: Section, header: Section) -> ProgrammeSpec:
    header.only(*HEADER)
    header.require("title", "issuer", "issued_on", "years", "code", "province", "monitor")
    faults_before = len(header.faults)
    interim, final, vision = _years(header)
    years = tuple(year for year in (interim, final, vision) if year)
    issued_on = header.date("issued_on") or date.min
    clauses, groups = _clauses(root), _groups(root)
    bodies, sections = read_bodies(root), read_sections(root)
    frame = _Frame(
        years=years if len(header.faults) == faults_before else (),
        clauses=tuple(clause.id for clause in clauses),
        groups=tuple(group.name for group in groups),
        issued_on=issued_on,
    )
    return ProgrammeSpec(
        code=header.code("code"),
        number=header.phrase("number", _NUMBER),
        title=header.passage("title"),
        title_en=header.passage("title_en"),
        short_title=header.phrase("short_title", _SHORT),
        short_title_en=header.phrase("short_title_en", _SHORT),
        issuer=header.phrase("issuer", _SHORT),
        issued_on=issued_on,
        province=header.province("province"),
        monitor=header.code("monitor"),
        interim=interim,
        final=final or 0,
        vision=vision,
        source=header.passage("source"),
        owners_proposed=header.flag("owners_proposed"),
        groups=groups,
        clauses=clauses,
        indicators=_indicators(root, frame),
        bodies=bodies,
        sections=sections,
        tasks=read_tasks(root, bodies, sections, issued_on),
    )


def _years(header: Section) -> tuple[int | None, int | None, int | None]:
    """The interim, final and vision year; only the final one is required."""
    block = header.block("years")
    if block is None:
        return None, None, None
    block.only("interim", "final", "vision")
    block.require("final")
    interim, final, vision = (block.year(key) for key in ("interim", "final", "vision"))
    if interim and final and interim >= final:
        block.fault("interim", _("The interim year must lie before the final year."))
    if vision and final and vision <= final:
        block.fault("vision", _("The vision year must lie after the final year."))
    return interim, final, vision


def _clauses(root: Section) -> tuple[ClauseSpec, ...]:
    sections = root.some("clauses", "id")
    refuse_repeats(sections, "id")
    found = []
    for section in sections:
        section.only("id", "text")
        section.require("id", "text")
        found.append(ClauseSpec(section.clause_id("id"), section.passage("text")))
    return tuple(found)


def _groups(root: Section) -> tuple[GroupSpec, ...]:
    sections = root.entries("groups", "name")
    refuse_repeats(sections, "name")
    found = []
    for section in sections:
        section.only("name", "name_en")
        section.require("name")
        found.append(GroupSpec(section.phrase("name", _SHORT), section.phrase("name_en", _SHORT)))
    return tuple(found)


def _indicators(root: Section, frame: _Frame) -> tuple[IndicatorSpec, ...]:
    sections = root.some("indicators", "code")
    refuse_repeats(sections, "code")
    found = tuple(_indicator(section, frame) for section in sections)
    _check_totals(sections, found)
    return found


def _check_totals(sections: list[Section], found: tuple[IndicatorSpec, ...]) -> None:
    """Only classes have a total, and it is an indicator of counts in the same file."""
    counts = {one.code for one in found if one.kind is Kind.COUNT}
    for section, one in zip(sections, found, strict=True):
        if one.total and (one.kind is not Kind.CLASSES or one.total not in counts):
            message = _("Only classes have a total: an indicator of kind “count” in this file.")
            section.fault("total", message)


def _indicator(section: Section, frame: _Frame) -> IndicatorSpec:
    section.only(*INDICATOR)
    section.require("code", "name", "group", "kind", "targets")
    kind = section.choice("kind", Kind) if "kind" in section else None
    limits = _limits(section, kind)
    targets = read_targets(section, limits, frame.years, frame.clauses)
    lead, coordinating = _owners(section)
    return IndicatorSpec(
        code=section.code("code"),
        name=section.phrase("name", _NAME),
        name_en=section.phrase("name_en", _NAME),
        group=_group(section, frame),
        unit=section.phrase("unit", _UNIT),
        unit_en=section.phrase("unit_en", _UNIT),
        counted=section.phrase("counted", _UNIT),
        counted_en=section.phrase("counted_en", _UNIT),
        is_flow=section.flag("flow"),
        total=section.code("total") if "total" in section else "",
        kind=kind or Kind.VALUE,
        wanted=_wanted(section, kind),
        decimals=_decimals(section, kind),
        frequency=_frequency(section),
        collection=_collection(section),
        classes=limits.order,
        baseline=read_baseline(section, limits, targets),
        targets=targets,
        lead=lead,
        coordinating=coordinating,
        definition=section.passage("definition"),
        superseded=_superseded(section, frame.issued_on),
        minimum=limits.minimum,
        maximum=limits.maximum,
    )


def _group(section: Section, frame: _Frame) -> str:
    """The heading, which must be one of the file's groups where the file lists them."""
    name = section.phrase("group", _SHORT)
    if name and frame.groups and name not in frame.groups:
        meant = suggestion(name, frame.groups) or frame.groups[0]
        message = _("No group is called “%(value)s”. Did you mean “%(meant)s”?")
        section.fault("group", message, value=name, meant=meant)
    return name


def _wanted(section: Section, kind: Kind | None) -> Wanted:
    """The better direction; classes and milestones need not state it."""
    if "wanted" not in section and kind in _UNMEASURED:
        return Wanted.HIGHER
    return section.choice("wanted", Wanted) or Wanted.HIGHER


def _decimals(section: Section, kind: Kind | None) -> int:
    """The decimals shown; 1 for values and ratios, 0 otherwise, where the file is silent."""
    default = 1 if kind in (Kind.VALUE, Kind.RATIO) else 0
    decimals = section.whole("decimals", 0, 6)
    return default if decimals is None else decimals


def _frequency(section: Section) -> Frequency:
    if "frequency" not in section:
        return Frequency.ANNUAL
    return section.choice("frequency", Frequency) or Frequency.ANNUAL


def _collection(section: Section) -> Collection:
    if "collection" not in section:
        return Collection.PROVINCE
    return section.choice("collection", Collection) or Collection.PROVINCE


def _owners(section: Section) -> tuple[str | None, tuple[str, ...]]:
    """The lead and the coordinating units, which must be others."""
    lead, coordinating = section.code("lead"), section.codes("coordinating")
    if lead and lead in coordinating:
        message = _("The lead “%(value)s” cannot also be a coordinating unit.")
        section.fault("coordinating", message, value=lead)
    return lead or None, coordinating


def _superseded(section: Section, issued_on: date) -> SupersededSpec | None:
    """From when and why the indicator can no longer be measured; None where it still can."""
    block = section.block("superseded")
    if block is None:
        return None
    block.only("on", "basis", "note")
    block.require("on", "basis")
    on = block.date("on") or date.max
    if on < issued_on:
        message = _("The day lies before the programme was issued, %(day)s.")
        block.fault("on", message, day=issued_on.isoformat())
    return SupersededSpec(on, block.phrase("basis", _SHORT), block.passage("note"))


def _limits(section: Section, kind: Kind | None) -> Limits:
    """What the numbers of an indicator must keep to."""
    order = section.different("classes")
    if kind is Kind.CLASSES:
        section.require("classes")
    elif kind and order:
        section.fault("classes", _("Only an indicator of the kind “classes” has classes."))
    if kind and kind not in _UNMEASURED:
        section.require("unit")
    bounds = section.block("bounds")
    if bounds is None:
        return Limits(kind, order, section.phrase("unit", _UNIT))
    bounds.only("min", "max")
    minimum, maximum = bounds.decimal("min"), bounds.decimal("max")
    if minimum is not None and maximum is not None and minimum > maximum:
        bounds.fault("max", _("The upper bound lies below the lower one."))
        minimum = maximum = None
    return Limits(kind, order, section.phrase("unit", _UNIT), minimum, maximum)
