"""How cells and sheets look; made into the library's styles once for each look. No content here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.common.sheets.texts import clean

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray

FONT = "Times New Roman"
TEXT, WHOLE, DAY = "@", "#,##0", "dd/mm/yyyy"
_LONGEST_FOOT = 255
A4 = 9
_CM = 2.54


@dataclass(frozen=True, eq=False)
class Look:
    """How a cell looks; make each once and share it. Colours are RRGGBB."""

    size: float = 11
    bold: bool = False
    italic: bool = False
    colour: str = "000000"
    fill: str = ""
    align: str = "left"
    vertical: str = "center"
    wrap: bool = True
    border: bool = False
    underline: bool = False
    """A line below the cell, as under the header of an official letter."""
    number_format: str = "General"
    is_locked: bool = True
    indent: int = 0


PLAIN = Look()


@dataclass(frozen=True)
class Paper:
    """How a sheet prints: A4, one page wide, with page x/y at the foot and repeated header rows."""

    is_landscape: bool = True
    repeat_rows: tuple[int, int] | None = None
    footer: str = ""
    margins_cm: tuple[float, float, float, float] = (2, 1.5, 2, 1.5)
    """Top, bottom, left, right."""
    pages_high: int = 0
    """As many pages as it takes; 1 puts everything on one."""


def style_of(sheet: Any, look: Look, *, is_day: bool = False) -> StyleArray:
    """The library's style of a look, to be shared by every cell that has it.

    A day in a look without a format of its own is shown as one, not as the number it is stored as.
    """
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    cell = WriteOnlyCell(sheet)
    cell.font = Font(
        name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=look.colour
    )
    cell.alignment = Alignment(
        horizontal=look.align, vertical=look.vertical, wrap_text=look.wrap, indent=look.indent
    )
    is_bare = is_day and look.number_format == "General"
    cell.number_format = DAY if is_bare else look.number_format
    cell.protection = Protection(locked=look.is_locked)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    thin = Side(style="thin", color="000000")
    if look.border:
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    elif look.underline:
        cell.border = Border(bottom=thin)
    style: StyleArray = cell._style
    return style


def set_default_font(workbook: Any) -> None:
    """The font in which a book measures its columns: one that every office has, so that a column
    of so many characters is as wide everywhere."""
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    font = Font(name=FONT, size=PLAIN.size)
    workbook._fonts = IndexedList([font])
    workbook._named_styles["Normal"].font = font


def set_paper(raw: Any, paper: Paper) -> None:
    """Put the paper's settings on a sheet of the library."""
    raw.page_setup.paperSize = A4
    raw.page_setup.orientation = "landscape" if paper.is_landscape else "portrait"
    raw.page_setup.fitToWidth, raw.page_setup.fitToHeight = 1, paper.pages_high
    raw.sheet_properties.pageSetUpPr.fitToPage = True
    top, bottom, left, right = (cm / _CM for cm in paper.margins_cm)
    raw.page_margins.top, raw.page_margins.bottom = top, bottom
    raw.page_margins.left, raw.page_margins.right = left, right
    raw.page_margins.header = raw.page_margins.footer = 0.8 / _CM
    raw.print_options.horizontalCentered = True
    if paper.repeat_rows:
        first, last = paper.repeat_rows
        raw.print_title_rows = f"{first}:{last}"
    foot = f'&9&"{FONT},Italic"'  # the size first: digits after it would be part of it
    raw.oddFooter.right.text = f"{foot}&P/&N"
    room = _LONGEST_FOOT - len(f"&L{foot}&R{foot}&P/&N")
    raw.oddFooter.left.text = foot + _foot_words(paper.footer, room)


def _foot_words(words: str, room: int) -> str:
    """As much of the words as fits: Excel repairs a longer foot away."""
    line = clean(" ".join(words.split())).replace("&", "&&")
    if len(line) <= room:
        return line
    cut = line[: room - 1]
    return (cut[:-1] if cut.count("&") % 2 else cut).rstrip() + "…"
