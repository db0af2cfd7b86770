"""The upper part of the one page: whose it is, of what and when, the sentence, counts by status."""

from __future__ import annotations

from dataclasses import replace

from reports.charts import palette
from reports.exports.meeting.content import MeetingContent, MeetingHead, StatusCount
from reports.exports.meeting.numerals import written
from reports.exports.meeting.one_page_pen import Pen, Style, fitted, width_of
from reports.exports.meeting.one_page_signs import icon
from reports.exports.meeting.party_form import look_of

LEFT, RIGHT = 34.0, 807.9
_TOP = 26.0
_SIDE = 150.0
_PARTY = "#B5121B"
_ISSUER, _ISSUER_BOLD = Style(8.5, align="center"), Style(8.5, bold=True, align="center")
_NUMBER = Style(8, align="center")
_TITLE = Style(13.5, bold=True)
_PROGRAMME, _PROGRAMME_LONG = Style(8.5, colour=palette.INK_2), Style(7.6, colour=palette.INK_2)
_FACTS = Style(8)
_BADGE = Style(7, bold=True, align="center")
_MEETING = Style(7.5, colour=palette.INK_2)
_SENTENCE = Style(10.5, bold=True)
_COUNT, _WORD = Style(17, bold=True), Style(7.2)
_TILE_HEIGHT, _GAP = 34.0, 6.0


def day(value: object) -> str:
    """`20/11/2026`."""
    return f"{value:%d/%m/%Y}"


def head(pen: Pen, content: MeetingContent, *, is_frozen: bool, report_number: str) -> float:
    """Draw the head; where it ends."""
    _issuer(pen, content.head, report_number)
    _badges(pen, content.head, is_frozen=is_frozen)
    end = _title(pen, content.head)
    pen.rule(LEFT, end + 5, RIGHT - LEFT, _PARTY, 0.9)
    top = end + 9
    if content.sentence:
        top = pen.paragraph(LEFT, top, content.sentence, _SENTENCE, width=RIGHT - LEFT, lines=2)
    return _tiles(pen, content.statuses, top + 5)


def _issuer(pen: Pen, about: MeetingHead, report_number: str) -> None:
    """The body that issues the paper, as in the Party's form, with the number if there is one."""
    middle = LEFT + _SIDE / 2 - 8
    lines = [(about.superior, _ISSUER), (about.issuer, _ISSUER_BOLD)]
    for place, (words, style) in enumerate(lines):
        pen.text(middle, _TOP + 9 + place * 11.5, words, style)
    pen.rule(middle - 22, _TOP + 24.5, 44, palette.INK, 0.6)
    if report_number:
        pen.text(middle, _TOP + 37, f"Số {report_number}", _NUMBER)


def _title(pen: Pen, about: MeetingHead) -> float:
    left, width = LEFT + _SIDE, RIGHT - LEFT - 2 * _SIDE - 34
    pen.text(left, _TOP + 11, "TỔNG QUAN KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", _TITLE)
    named = f"{about.number}, {day(about.issued_on)}: {about.title}"
    style = _PROGRAMME if not fitted(named, _PROGRAMME, width, 2).is_cut else _PROGRAMME_LONG
    end = pen.paragraph(left, _TOP + 16, named, style, width=width, lines=2)
    facts = (
        f"Kỳ báo cáo {about.period_label} · Chốt số liệu {day(about.cut_off)}"
        f" · Số liệu đến ngày {day(about.as_of)} · Lập lúc {about.made_at}, {about.made_by}"
    )
    return pen.paragraph(left, end + 1.5, facts, _FACTS, width=RIGHT - left, lines=1)


def _badges(pen: Pen, about: MeetingHead, *, is_frozen: bool) -> None:
    """At the right: whether the numbers are settled and at which meeting, whether they are real."""
    state = "ĐÃ CHỐT TẠI KỲ HỌP" if is_frozen else "CHƯA CHỐT"
    right = _badge(pen, RIGHT, state, palette.BRAND_DARK if is_frozen else palette.INK_2)
    if about.is_illustrative:
        _badge(pen, right - 6, "SỐ LIỆU MINH HỌA", _PARTY)
    met = f"{about.meeting}, {day(about.held_on)}"
    pen.right_paragraph(RIGHT, _TOP + 15.5, met, _MEETING, width=_SIDE + 22, lines=2)


def _badge(pen: Pen, right: float, words: str, colour: str) -> float:
    """Words in a frame that ends at the right; where it begins."""
    width = width_of(words, _BADGE) + 12
    pen.frame(right - width, _TOP, width, 13, colour)
    pen.text(right - width / 2, _TOP + 9.1, words, replace(_BADGE, colour=colour))
    return right - width


def _tiles(pen: Pen, counts: tuple[StatusCount, ...], top: float) -> float:
    """One tile for the whole and one for each status that there is."""
    total = sum(one.count for one in counts)
    shown = [one for one in counts if one.count or one.status in _ALWAYS]
    width = min(110.0, (RIGHT - LEFT + _GAP) / (len(shown) + 1) - _GAP)
    _tile(pen, LEFT, top, width, StatusCount("", "Tổng số chỉ tiêu", total))
    for place, one in enumerate(shown, start=1):
        _tile(pen, LEFT + place * (width + _GAP), top, width, one)
    return top + _TILE_HEIGHT


_ALWAYS = frozenset({"missed", "at_risk", "behind", "on_track", "met"})


def _tile(pen: Pen, x: float, y: float, width: float, one: StatusCount) -> None:
    look = look_of(one.status)
    fill, text = (look.fill, look.text) if one.status else (palette.INK, palette.INK)
    pen.box(x, y, width, _TILE_HEIGHT, look.tint if one.status else palette.CANVAS)
    pen.box(x, y, 2.5, _TILE_HEIGHT, fill)
    if one.status:
        icon(pen, x + 8, y + 5, one.status, 11)
    number = Style(_COUNT.size, True, text)
    pen.text(x + (23 if one.status else 8), y + 17, written(one.count), number)
    word = Style(_WORD.size, colour=text)
    pen.text(x + 8, y + 28.5, one.label, _narrowed(one.label, word, width - 11))


def _narrowed(words: str, style: Style, width: float) -> Style:
    """The style, smaller where the words would not fit."""
    wide = width_of(words, style)
    return style if wide <= width else Style(style.size * width / wide, style.bold, style.colour)
