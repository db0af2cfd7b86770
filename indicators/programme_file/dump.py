"""From a programme's spec to the canonical text of its file: stable order, absent keys left out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from yaml.nodes import MappingNode, Node, SequenceNode

from indicators.programme_file.emit import bare, emit, listing, prose, table
from indicators.programme_file.spec import (
    BaselineSpec,
    IndicatorSpec,
    ProgrammeSpec,
    SupersededSpec,
    TargetSpec,
)
from indicators.programme_file.task_spec import BodySpec, SectionSpec, TaskSpec
from tracker.common.decimals import plain

_SPACED = ("clauses", "indicators", "tasks")


def dump_programme(spec: ProgrammeSpec) -> str:
    """The file of a programme; reading it gives the same spec, and the same text again."""
    groups = (table([("name", prose(g.name)), ("name_en", prose(g.name_en))]) for g in spec.groups)
    clauses = (table([("id", prose(c.id)), ("text", prose(c.text))]) for c in spec.clauses)
    root = table(
        [
            ("programme", _header(spec)),
            ("groups", listing(groups)),
            ("clauses", listing(clauses)),
            ("indicators", listing(_indicator(item) for item in spec.indicators)),
            ("bodies", listing(map(_body, spec.bodies))),
            ("sections", listing(map(_section, spec.sections))),
            ("tasks", listing(map(_task, spec.tasks))),
        ]
    )
    return _spaced(emit(root))


def _header(spec: ProgrammeSpec) -> MappingNode:
    years = [("interim", spec.interim), ("final", spec.final), ("vision", spec.vision)]
    return table(
        [
            ("code", prose(spec.code)),
            ("number", prose(spec.number)),
            ("title", prose(spec.title)),
            ("title_en", prose(spec.title_en)),
            ("short_title", prose(spec.short_title)),
            ("short_title_en", prose(spec.short_title_en)),
            ("issuer", prose(spec.issuer)),
            ("issued_on", bare(spec.issued_on.isoformat())),
            ("province", prose(spec.province)),
            ("monitor", prose(spec.monitor)),
            ("years", table((name, bare(year)) for name, year in years)),
            ("source", prose(spec.source)),
            ("owners_proposed", bare("true") if spec.owners_proposed else None),
        ]
    )


def _indicator(spec: IndicatorSpec) -> MappingNode:
    bounds = [("min", _number(spec.minimum)), ("max", _number(spec.maximum))]
    has_bounds = spec.minimum is not None or spec.maximum is not None
    return table(
        [
            ("code", prose(spec.code)),
            ("name", prose(spec.name)),
            ("name_en", prose(spec.name_en)),
            ("group", prose(spec.group)),
            ("unit", prose(spec.unit)),
            ("unit_en", prose(spec.unit_en)),
            ("counted", prose(spec.counted)),
            ("counted_en", prose(spec.counted_en)),
            ("flow", bare("true") if spec.is_flow else None),
            ("total", prose(spec.total)),
            ("kind", prose(spec.kind)),
            ("wanted", prose(spec.wanted)),
            ("decimals", bare(spec.decimals)),
            ("frequency", prose(spec.frequency)),
            ("collection", prose(spec.collection)),
            ("classes", _texts(spec.classes)),
            ("baseline", _baseline(spec.baseline, spec.classes)),
            ("targets", listing(_target(target, spec.classes) for target in spec.targets)),
            ("lead", prose(spec.lead)),
            ("coordinating", _texts(spec.coordinating)),
            ("definition", prose(spec.definition)),
            ("superseded", _superseded(spec.superseded)),
            ("bounds", table(bounds) if has_bounds else None),
        ]
    )


def _baseline(spec: BaselineSpec | None, order: tuple[str, ...]) -> Node | None:
    if spec is None:
        return None
    return table(
        [
            ("year", bare(spec.year)),
            ("value", _number(spec.value)),
            ("classes", _counts(spec.classes, order)),
            ("source", prose(spec.source)),
            ("nature", prose(spec.nature)),
            ("definition", prose(spec.definition)),
        ]
    )


def _target(spec: TargetSpec, order: tuple[str, ...]) -> MappingNode:
    return table(
        [
            ("year", bare(spec.year)),
            ("comparator", prose(spec.comparator)),
            ("value", _number(spec.value)),
            ("low", _number(spec.low)),
            ("high", _number(spec.high)),
            ("classes", _counts(spec.classes, order)),
            ("due", bare(spec.due.isoformat()) if spec.due else None),
            ("tolerance", _number(spec.tolerance)),
            ("wording", prose(spec.wording)),
            ("clause", prose(spec.clause)),
        ]
    )


def _number(value: Decimal | None) -> Node | None:
    """A plain number: 38.510 -> 38.51, never an exponent."""
    return None if value is None else bare(plain(value))


def _counts(counts: Mapping[str, int] | None, order: tuple[str, ...]) -> Node | None:
    """Counts per class, the best class first."""
    if counts is None:
        return None
    return table((name, bare(counts[name])) for name in order if name in counts)


def _superseded(spec: SupersededSpec | None) -> Node | None:
    if spec is None:
        return None
    return table(
        [
            ("on", bare(spec.on.isoformat())),
            ("basis", prose(spec.basis)),
            ("note", prose(spec.note)),
        ]
    )


def _body(spec: BodySpec) -> MappingNode:
    return table(
        [
            ("name", prose(spec.name)),
            ("units", _texts(spec.units)),
            ("kinds", _texts(spec.kinds)),
            ("note", prose(spec.note)),
        ]
    )


def _section(spec: SectionSpec) -> MappingNode:
    return table(
        [
            ("number", prose(spec.number)),
            ("title", prose(spec.title)),
            ("title_en", prose(spec.title_en)),
        ]
    )


def _task(spec: TaskSpec) -> MappingNode:
    return table(
        [
            ("code", prose(spec.code)),
            ("section", prose(spec.section)),
            ("title", prose(spec.title)),
            ("title_en", prose(spec.title_en)),
            ("heading", prose(spec.heading)),
            ("text", prose(spec.text)),
            ("lead", prose(spec.lead)),
            ("each", _texts(spec.each)),
            ("coordinating", _texts(spec.coordinating)),
            ("due", bare(spec.due.isoformat()) if spec.due else None),
            ("due_wording", prose(spec.due_wording)),
            ("product", prose(spec.product)),
        ]
    )


def _texts(values: tuple[str, ...]) -> SequenceNode | None:
    """A list of texts, None where it is empty."""
    return listing(filter(None, map(prose, values)))


def _spaced(text: str) -> str:
    """An empty line before every part, and between the entries of the long lists."""
    lines: list[str] = []
    part, is_first = "", True
    for line in text.removesuffix("\n").split("\n"):
        if line[:1].strip():
            if lines:
                lines.append("")
            part, is_first = line.rstrip(":"), True
        elif line.startswith("  - ") and part in _SPACED:
            if not is_first:
                lines.append("")
            is_first = False
        lines.append(line)
    return "\n".join(lines) + "\n"
