"""The Word document of a meeting: the report's text upright, the annex across."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reports.exports.meeting.annex_parts import (
    FONT,
    TABLE_STYLE,
    Run,
    clean,
    element,
    field,
    run_element,
)
from reports.exports.meeting.annex_table import add_annex
from reports.exports.meeting.annex_text import (
    add_letterhead,
    add_report,
    add_signature,
    short_day,
)
from reports.exports.meeting.content import MeetingContent, MeetingHead
from reports.exports.meeting.packages import settled
from reports.exports.meeting.party_form import TITLE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

FROZEN, NOT_FROZEN = "bản đã chốt cho cuộc họp", "bản chưa chốt"
_PORTRAIT_MM = (20, 20, 30, 20)
_LANDSCAPE_MM = (20, 15, 15, 15)
"""Top, bottom, left, right."""
_A4_MM = (210, 297)
_FIRST_LINE_MM = 10


def annex_docx(
    content: MeetingContent, *, report_number: str = "", is_frozen: bool = False
) -> bytes:
    """The report's draft and its annex; `report_number` as printed: `123-BC/VPTU`.

    The same content makes the same bytes. A paper that is not frozen says so on every page.
    """
    import docx

    document = docx.Document()
    head = content.head
    _set_styles(document)
    _set_properties(document, head)
    _set_page(document.sections[0], _PORTRAIT_MM, is_landscape=False)
    add_letterhead(document, head, report_number)
    add_report(document, content)
    add_signature(document, head)
    annex = document.add_section()
    _set_page(annex, _LANDSCAPE_MM, is_landscape=True)
    add_annex(document, content, report_number)
    _add_footer(document.sections[0], head, is_frozen)
    made = BytesIO()
    document.save(made)
    return settled(made.getvalue(), head.made_on)


def _set_styles(document: Document) -> None:
    """Times New Roman 14 for text, 10 in tables, black headings; the language is Vietnamese."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    defaults = document.styles.element.find(".//" + _name("rPrDefault") + "/" + _name("rPr"))
    for tag in ("rFonts", "lang"):
        defaults.remove(defaults.find(_name(tag)))
    defaults.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    defaults.append(element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    _space(normal, before=0, after=6, line=1.1)
    normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    normal.paragraph_format.first_line_indent = Mm(_FIRST_LINE_MM)
    for name, level in (("Heading 1", 1), ("Heading 2", 2), ("Title", 0)):
        _set_heading(document.styles[name], level)
    _add_style(document, "Centred", 14).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _space(_add_style(document, TABLE_STYLE, 10), before=1, after=1, line=1)


def _set_heading(style: Any, level: int) -> None:
    """Black and bold; the title in the middle, second headings also slanting."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    looks = style.element.get_or_add_rPr()
    for child in list(looks):
        looks.remove(child)
    looks.append(element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    style.font.bold, style.font.italic = True, level == 2 or None
    style.font.size = Pt(14 if level else 16)
    borders = style.element.pPr.find(_name("pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    _space(style, before=6 if level else 14, after=4, line=1.1)
    centre, both = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
    style.paragraph_format.alignment = both if level else centre
    style.paragraph_format.first_line_indent = Mm(_FIRST_LINE_MM if level else 0)
    style.paragraph_format.keep_with_next = True


def _add_style(document: Document, name: str, size: float) -> Any:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(size)
    _space(style, before=0, after=2 if size > 12 else 0, line=1)
    style.paragraph_format.first_line_indent = Mm(0)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return style


def _space(style: Any, *, before: float, after: float, line: float) -> None:
    from docx.shared import Pt

    format_ = style.paragraph_format
    format_.space_before, format_.space_after = Pt(before), Pt(after)
    format_.line_spacing = line


def _set_page(section: Section, margins_mm: tuple[int, ...], *, is_landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    short, long = (Mm(side) for side in _A4_MM)
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if is_landscape else (short, long)
    top, bottom, left, right = (Mm(side) for side in margins_mm)
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    section.header_distance = section.footer_distance = Mm(8)


def _add_footer(section: Section, head: MeetingHead, is_frozen: bool) -> None:
    """Page x/y, and of what the paper is; the annex's section repeats it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    pages = section.footer.paragraphs[0]
    pages.style = TABLE_STYLE
    pages.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field(pages, "PAGE")
    pages._p.append(run_element(Run("/")))
    field(pages, "NUMPAGES")
    about = section.footer.add_paragraph(style=TABLE_STYLE)
    about.alignment = WD_ALIGN_PARAGRAPH.CENTER
    about._p.append(run_element(Run(footer_text(head, is_frozen), italic=True, size=9)))


def footer_text(head: MeetingHead, is_frozen: bool) -> str:
    """Programme, period, cut-off, day of the data, whether frozen, who and when."""
    state = FROZEN if is_frozen else NOT_FROZEN
    parts = [
        f"{head.number} · {head.period_label}",
        f"thời điểm chốt số liệu {short_day(head.cut_off)}",
        f"số liệu đến {short_day(head.as_of)}, {state}",
        f"{head.made_by} lập lúc {head.made_at}",
    ]
    if head.is_illustrative:
        parts.append("có số liệu minh họa")
    return " · ".join(parts)


def _set_properties(document: Document, head: MeetingHead) -> None:
    """Title and author; nothing of the machine or of the library's own template."""
    core = document.core_properties
    core.title = clean(f"{TITLE.capitalize()}: {head.number}, {head.period_label}")
    core.author = core.last_modified_by = clean(head.made_by)
    core.subject, core.comments = clean(head.title)[:255], ""
    core.language = "vi-VN"
    core.created = core.modified = datetime.combine(head.made_on, time(0))
    settings = document.settings.element
    settings.find(_name("themeFontLang")).set(_name("val"), "vi-VN")
    for mode in settings.iter(_name("compatSetting")):
        if mode.get(_name("name")) == "compatibilityMode":
            mode.set(_name("val"), "15")
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            del package.rels[key]


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{tag}"))
