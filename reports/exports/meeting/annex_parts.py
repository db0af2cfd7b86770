"""What a Word document is put together from here: styles, paragraphs, cells, rows, fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.charts.palette import STATUS_LOOKS

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Times New Roman"
TABLE_STYLE = "Bảng"
"""The paragraph style inside tables."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TWIPS_PER_MM = 1440 / 25.4
_LINE = "000000"


@dataclass(frozen=True)
class Run:
    """A piece of text that looks alike."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 0
    """In points; 0 is that of the paragraph's style."""
    colour: str = ""
    underline: bool = False


@dataclass(frozen=True)
class TextCell:
    """One cell of a table: runs, each on a line of its own."""

    runs: tuple[Run, ...] = ()
    align: str = "left"
    fill: str = ""
    span: int = 1
    indent_mm: float = 0
    vertical: str = "center"


def cell(text: str, align: str = "left", *, bold: bool = False, italic: bool = False) -> TextCell:
    """A cell with one text."""
    return TextCell((Run(text, bold, italic),), align)


def status_cell(status: str, label: str) -> TextCell:
    """The word on the tint of the status: it says the same without colours."""
    look = STATUS_LOOKS.get(status)
    colour, fill = (look.text[1:], look.tint[1:]) if look else ("", "")
    return TextCell((Run(label, bold=True, colour=colour),), "center", fill)


def clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


def element(tag: str, **attributes: str | int) -> Any:
    """An element of WordprocessingML with attributes of the same vocabulary."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def run_element(run: Run) -> Any:
    """A run; line ends within its text become breaks."""
    made = element("r")
    made.append(_run_looks(run))
    for number, line in enumerate(clean(run.text).splitlines() or [""]):
        if number:
            made.append(element("br"))
        text = element("t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(text)
    return made


def _run_looks(run: Run) -> Any:
    looks = element("rPr")
    for name, is_set in (("b", run.bold), ("i", run.italic)):
        if is_set:
            looks.append(element(name))
    if run.colour:
        looks.append(element("color", val=run.colour))
    if run.size:
        looks.append(element("sz", val=round(run.size * 2)))
        looks.append(element("szCs", val=round(run.size * 2)))
    if run.underline:
        looks.append(element("u", val="single"))
    return looks


def field(paragraph: Any, code: str, shown: str = "1") -> None:
    """A field such as PAGE that the program which opens the document works out."""
    holder = element("fldSimple", instr=code)
    holder.append(run_element(Run(shown)))
    paragraph._p.append(holder)


def add_table(document: Document, widths_mm: Sequence[float], *, has_lines: bool) -> Any:
    """A table of fixed columns without rows; its element."""
    table = element("tbl")
    looks = element("tblPr")
    looks.append(element("tblW", w=_twips(sum(widths_mm)), type="dxa"))
    looks.append(element("jc", val="center"))
    if has_lines:
        looks.append(_borders("tblBorders", "top", "left", "bottom", "right", "insideH", "insideV"))
    looks.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=_twips(1), type="dxa"))
    looks.append(margins)
    table.append(looks)
    grid = element("tblGrid")
    for width in widths_mm:
        grid.append(element("gridCol", w=_twips(width)))
    table.append(grid)
    document.element.body.insert_element_before(table, "w:sectPr")
    return table


def add_row(
    table: Any, cells: Iterable[TextCell], *, is_header: bool = False, keeps: bool = False
) -> None:
    """Append a row that no page breaks; a header is repeated, `keeps` stays with the next row."""
    widths = [int(one.get(_w("w"))) for one in table.tblGrid.gridCol_lst]
    row = element("tr")
    looks = element("trPr")
    looks.append(element("cantSplit"))
    if is_header:
        looks.append(element("tblHeader"))
    row.append(looks)
    place = 0
    for one in cells:
        row.append(_cell_element(one, sum(widths[place : place + one.span]), keeps))
        place += one.span
    table.append(row)


def _cell_element(one: TextCell, width: int, keeps: bool) -> Any:
    made, looks = element("tc"), element("tcPr")
    looks.append(element("tcW", w=width, type="dxa"))
    if one.span > 1:
        looks.append(element("gridSpan", val=one.span))
    if one.fill:
        looks.append(element("shd", val="clear", color="auto", fill=one.fill))
    looks.append(element("vAlign", val=one.vertical))
    made.append(looks)
    for run in one.runs or (Run(""),):
        made.append(_paragraph_element(run, one, keeps))
    return made


def _paragraph_element(run: Run, one: TextCell, keeps: bool) -> Any:
    paragraph, looks = element("p"), element("pPr")
    looks.append(element("pStyle", val=TABLE_STYLE))
    if keeps:
        looks.append(element("keepNext"))
    if one.indent_mm:
        looks.append(element("ind", left=_twips(one.indent_mm)))
    looks.append(element("jc", val=one.align))
    paragraph.append(looks)
    if run.text:
        paragraph.append(run_element(run))
    return paragraph


def _borders(tag: str, *sides: str) -> Any:
    made = element(tag)
    for side in sides:
        made.append(element(side, val="single", sz=4, space=0, color=_LINE))
    return made


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))
