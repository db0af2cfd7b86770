"""Lines pasted from a spreadsheet: who passes into whom; read into rows, and written back."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from assignments.models import SuccessionKind, UnitKind
from assignments.reorganisation.rows import Row
from reports.imports.rows import FileUnreadableError
from tracker.common.folding import fold

MAX_BYTES = 1024 * 1024
CELLS = 7
_HEADS = ("ma truoc", "ma don vi truoc", "from", "predecessor", "code before")
_YES = ("x", "co", "con", "1", "yes")
_NO = ("", "khong", "0", "no")


@dataclass(frozen=True)
class LineFault:
    """A line that cannot be read, and why."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Lines:
    """What was read, each row with the number of its line, and what could not be."""

    rows: tuple[tuple[int, Row], ...]
    faults: tuple[LineFault, ...]


def read_lines(text: str, usual: SuccessionKind) -> Lines:
    """Code before; code after; how; new name; kind; short name; "x" where the first lives on.

    Separated by tabs, semicolons or commas. A first line of headings is skipped; an empty "how" is
    the usual one.
    """
    text = unicodedata.normalize("NFC", text)
    kinds, unit_kinds = _words(SuccessionKind), _words(UnitKind)
    rows: list[tuple[int, Row]] = []
    faults: list[LineFault] = []
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        for cells in reader:
            parts = [" ".join(cell.split()) for cell in cells]
            if not any(parts) or (not rows and fold(parts[0]) in _HEADS):
                continue
            found = _row(parts, usual, kinds, unit_kinds)
            if isinstance(found, Row):
                rows.append((reader.line_num, found))
            else:
                faults.append(LineFault(reader.line_num, found))
    except csv.Error as error:
        sentence = _("Line %(line)d is not valid CSV: %(error)s.")
        values = {"line": reader.line_num, "error": error}
        faults.append(LineFault(reader.line_num, sentence % values))
    return Lines(tuple(rows), tuple(faults))


def _row(
    parts: Sequence[str],
    usual: SuccessionKind,
    kinds: Mapping[str, str],
    unit_kinds: Mapping[str, str],
) -> Row | str:
    """The row, or the sentence that says what cannot be read."""
    if len(parts) > CELLS and any(parts[CELLS:]):
        return _("A line has at most %(count)d cells.") % {"count": CELLS}
    old, new, how, name, kind, short, lives_on = [*parts, *[""] * CELLS][:CELLS]
    if how and fold(how) not in kinds:
        return _("“%(word)s” is no kind of succession.") % {"word": how}
    if kind and fold(kind) not in unit_kinds:
        return _("“%(word)s” is no kind of unit.") % {"word": kind}
    if fold(lives_on) not in (*_YES, *_NO):
        return _("“%(word)s”: write x where the unit lives on.") % {"word": lives_on}
    return Row(
        predecessor=old,
        successor=new,
        kind=SuccessionKind(kinds[fold(how)]) if how else usual,
        name=name,
        short_name=short,
        unit_kind=unit_kinds[fold(kind)] if kind else "",
        lives_on=fold(lives_on) in _YES,
    )


def write_lines(rows: Sequence[Row]) -> str:
    """The rows as lines that `read_lines` reads back."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\n")
    for row in rows:
        kind = UnitKind(row.unit_kind).label if row.unit_kind in UnitKind.values else ""
        mark = "x" if row.lives_on else ""
        cells = (row.predecessor, row.successor, row.kind.label, row.name, kind, row.short_name)
        writer.writerow([*cells, mark])
    return target.getvalue()


def decode_lines(content: bytes) -> str:
    """The text of a file; UTF-8, or UTF-16 as Excel writes "Unicode text"."""
    if len(content) > MAX_BYTES:
        raise FileUnreadableError(_("The file is larger than 1 MB."))
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadableError(_("The file is not UTF-8 text.")) from error
    if "\0" in text:
        raise FileUnreadableError(_("The file is not text."))
    return text


def _delimiter(text: str) -> str:
    return next((one for one in ("\t", ";") if one in text), ",")


def _words(choices: type[SuccessionKind] | type[UnitKind]) -> dict[str, str]:
    """Every word for each choice: its key, and its label in both languages."""
    found = {str(one.value): str(one.value) for one in choices}
    for language in ("vi", "en"):
        with override(language):
            found |= {fold(str(one.label)): str(one.value) for one in choices}
    return found
