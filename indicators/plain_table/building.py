"""From understood rows to a programme as its file states it, checked by the reader of that file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.plain_table.row import TABLE_CLAUSE
from indicators.plain_table.rows import PlainHead
from indicators.plain_table.understanding import CellFault, UnderstoodRow
from indicators.programme_file import (
    ClauseSpec,
    IndicatorSpec,
    ProgrammeFileError,
    ProgrammeSpec,
    dump_programme,
    parse_programme,
)

_KEY = re.compile(r"indicators\[(?P<code>[^\]]+)\](?:\.(?P<rest>.+))?")
_TARGET = re.compile(r"targets\[(?P<year>\d{4})\](?:\.(?P<key>\w+))?")
_COLUMNS = {"baseline.year": "baseline_year", "baseline.source": "baseline_source"}


@dataclass(frozen=True)
class Built:
    """The programme, None where anything is refused: by row (its code) or of the head."""

    spec: ProgrammeSpec | None
    faults: dict[str, tuple[CellFault, ...]]
    head_faults: tuple[str, ...]


def build(head: PlainHead, rows: Sequence[UnderstoodRow]) -> Built:
    """The programme of the rows; what the reader of programme files refuses is told by cell."""
    faults: dict[str, list[CellFault]] = defaultdict(list)
    for one in rows:
        faults[one.code] += one.faults
    sound = [one for one in rows if one.spec is not None]
    spec = None
    others = [] if rows else [("", _("No indicator is there yet."))]
    if sound:
        spec, found = _checked(_programme(head, sound))
        for key, sentence in found:
            match = _KEY.match(key)
            if match:
                faults[match["code"]].append(CellFault(_column(match["rest"] or ""), sentence))
            else:
                others.append((key, sentence))
    told = {code: tuple(held) for code, held in faults.items() if held}
    is_of_rows = bool(told)  # clauses are made of the rows, and say again what is wrong there
    head_faults = [one for key, one in others if not (is_of_rows and key.startswith("clauses"))]
    return Built(None if told or head_faults else spec, told, tuple(head_faults))


def _programme(head: PlainHead, rows: Iterable[UnderstoodRow]) -> ProgrammeSpec:
    *before, last = head.years
    interim, final, vision = (
        before[0] if before else None,
        before[1] if len(before) > 1 else last,
        last if len(before) > 1 else None,
    )
    indicators = tuple(one.spec for one in rows if one.spec)
    return ProgrammeSpec(
        code=head.code,
        title=head.title,
        issuer=head.issuer,
        issued_on=head.issued_on,
        province=head.province,
        monitor=head.monitor,
        final=final,
        clauses=_clauses(indicators),
        indicators=indicators,
        interim=interim,
        vision=vision,
        number=head.number,
        short_title=head.short_title,
        source=head.source,
    )


def _clauses(indicators: Iterable[IndicatorSpec]) -> tuple[ClauseSpec, ...]:
    """A clause says what the rows that name it say: the table holds no other words of it."""
    said: dict[str, list[str]] = {}
    for one in indicators:
        words = "; ".join(f"{target.year}: {target.wording}" for target in one.targets)
        said.setdefault(one.targets[0].clause, []).append(f"{one.name}: {words}.")
    heading = _("Table of targets")
    return tuple(
        ClauseSpec(ref, "\n".join([heading, *lines] if ref == TABLE_CLAUSE else lines))
        for ref, lines in said.items()
    )


def _checked(spec: ProgrammeSpec) -> tuple[ProgrammeSpec | None, list[tuple[str, str]]]:
    """The spec as its own file gives it back: what is stored is what the file would say."""
    try:
        return parse_programme(dump_programme(spec), spec.code), []
    except ProgrammeFileError as error:
        return None, [(fault.key, fault.sentence) for fault in error.faults]


def _column(rest: str) -> str:
    """The column of the table that a key of the file comes from."""
    if match := _TARGET.match(rest):
        return "clause" if match["key"] == "clause" else f"target_{match['year']}"
    if rest in _COLUMNS:
        return _COLUMNS[rest]
    return rest.partition(".")[0] or "name"
