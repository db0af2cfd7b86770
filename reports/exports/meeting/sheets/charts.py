"""Sheets "Biểu đồ …" with native charts, and the hidden one with their data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from indicators.method.rounding import displayed_share
from reports.exports.meeting.content import IndicatorLine, MeetingContent
from reports.exports.meeting.native_charts import attainment_chart, course_chart
from reports.exports.meeting.party_form import ILLUSTRATIVE, MARGINS_CM
from reports.exports.meeting.sheets import looks
from reports.exports.meeting.sheets.page import Page, Papers, about
from tracker.common.sheets.looks import PLAIN, Look, Paper
from tracker.common.sheets.writer import Cell, Sheet, Value

GAPS, COURSES, DATA = "Biểu đồ mức hoàn thành", "Biểu đồ tiến trình", "Dữ liệu biểu đồ"
MOST_BARS, MOST_COURSES = 25, 5
_POINTS = 9
"""As many periods fit under one chart; the latest ones."""
_WIDTHS = (14.0,) * 10
_BIG_CM, _SMALL_CM = (25.6, 13.4), (12.7, 5.0)
_ROWS_PER_CHART = 10
_PERCENT = Look(number_format='General" %"')


def write_charts(papers: Papers, content: MeetingContent) -> None:
    """Each kind of chart on one page; nothing where there is nothing to draw."""
    bars, courses = _bars(content), _drawn_courses(content)
    gaps = _gap_page(papers, bars, len(content.lines)) if bars else None
    lines = _course_page(papers) if courses else None
    if gaps is None and lines is None:
        return
    data = papers.book.sheet(DATA, widths=(50, 14, 14))
    data.raw.sheet_state = "hidden"
    if gaps is not None:
        _draw_bars(gaps, data, bars)
    if lines is not None:
        _draw_courses(lines, data, courses)


def _bars(content: MeetingContent) -> list[IndicatorLine]:
    """The furthest behind first."""
    known = [line for line in content.lines if line.attainment is not None]
    return sorted(known, key=lambda line: line.attainment or 0)[:MOST_BARS]


def _drawn_courses(content: MeetingContent) -> list[IndicatorLine]:
    """The worst that have a line to draw."""
    drawn = [
        one
        for one in content.concerning
        if sum(point.actual is not None for point in one.course) > 1
    ]
    return drawn[:MOST_COURSES]


def _page(papers: Papers, name: str, title: str, sentence: str) -> Page:
    paper = Paper(footer=papers.footer, margins_cm=MARGINS_CM, pages_high=1)
    page = Page(papers.book.sheet(name, widths=_WIDTHS, paper=paper), _WIDTHS)
    page.line(title, looks.TITLE)
    page.line(about(papers.head), looks.ITALIC_LINE)
    if papers.head.is_illustrative:
        page.line(ILLUSTRATIVE, looks.ALERT_LINE)
    page.line(sentence, looks.SENTENCE)
    return page


def _gap_page(papers: Papers, bars: list[IndicatorLine], total: int) -> Page:
    sentence = (
        "Phần đã đi được trên quãng đường từ năm gốc đến mục tiêu gần nhất; vạch nền dài 100 % là"
        " đạt mục tiêu; màu theo đánh giá."
    )
    if total > len(bars):
        sentence += (
            f" Biểu đồ nêu {len(bars)} trên {total} chỉ tiêu; chỉ tiêu không có trị số năm gốc"
            " để so sánh không vẽ được."
            if len(bars) < MOST_BARS
            else f" Biểu đồ nêu {len(bars)} chỉ tiêu có mức độ thấp nhất."
        )
    return _page(papers, GAPS, "MỨC ĐỘ HOÀN THÀNH SO VỚI MỤC TIÊU", sentence)


def _course_page(papers: Papers) -> Page:
    sentence = (
        "Thực hiện so với lộ trình đến mục tiêu của các chỉ tiêu cần chú ý nhất; kỳ không có số"
        " liệu để trống."
    )
    return _page(papers, COURSES, "TIẾN TRÌNH CỦA CÁC CHỈ TIÊU CẦN CHÚ Ý NHẤT", sentence)


def _draw_bars(page: Page, data: Sheet, bars: list[IndicatorLine]) -> None:
    """The last row of the data is drawn at the top: the furthest behind."""
    from openpyxl.chart import Reference

    drawn = list(reversed(bars))
    shares = [displayed_share(line.attainment or Decimal(0)) for line in drawn]
    table: list[tuple[Value, ...]] = [("Chỉ tiêu", "Mục tiêu (100 %)", "Mức độ hoàn thành (%)")]
    table += [(line.name, 100, done) for line, done in zip(drawn, shares, strict=True)]
    top, bottom = _written(data, table, looks_of=(PLAIN, PLAIN, _PERCENT))

    def column(number: int, *, first: int) -> Reference:
        return Reference(data.raw, min_col=number, min_row=first, max_row=bottom)

    height = min(_BIG_CM[1], 2.5 + 0.75 * len(bars))
    chart = attainment_chart(
        names=column(1, first=top + 1),
        whole=column(2, first=top),
        shares=column(3, first=top),
        statuses=[line.status for line in drawn],
        size_cm=(_BIG_CM[0], height),
    )
    page.sheet.chart(chart, f"A{page.sheet.rows + 2}")


def _draw_courses(page: Page, data: Sheet, lines: list[IndicatorLine]) -> None:
    """Two beside each other, three below each other."""
    from openpyxl.chart import Reference

    start = page.sheet.rows + 2
    for place, line in enumerate(lines):
        table: list[tuple[Value, ...]] = [("Kỳ", "Thực hiện", "Lộ trình")]
        points = line.course[-_POINTS:]
        table += [(_short(one.label), one.actual, one.expected) for one in points]
        data.skip()
        top, bottom = _written(data, table)
        series = tuple(
            Reference(data.raw, min_col=number, min_row=top, max_row=bottom) for number in (2, 3)
        )
        chart = course_chart(
            title=f"{line.name} ({line.measure})" if line.measure else line.name,
            labels=Reference(data.raw, min_col=1, min_row=top + 1, max_row=bottom),
            series=(series[0], series[1]),
            ends=ends([v for one in points for v in (one.actual, one.expected) if v is not None]),
            size_cm=_SMALL_CM,
        )
        row, column = divmod(place, 2)
        page.sheet.chart(chart, f"{'AF'[column]}{start + row * _ROWS_PER_CHART}")


def _short(label: str) -> str:
    """`III/2026` under the axis."""
    return label.removeprefix("Quý ")


def ends(values: Sequence[Decimal]) -> tuple[float, float, float]:
    """Least, greatest and step of an axis in round numbers, at most six steps around the values."""
    least, greatest = float(min(values)), float(max(values))
    spread = (greatest - least) or abs(greatest) or 1.0
    power = 10 ** math.floor(math.log10(spread / 3))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if spread / (power * n) <= 5)
    low, high = math.floor(least / step) * step, math.ceil(greatest / step) * step
    return round(low, 9), round(high if high > low else low + step, 9), round(step, 9)


def _written(
    data: Sheet, table: list[tuple[Value, ...]], *, looks_of: tuple[Look, ...] = (PLAIN,) * 3
) -> tuple[int, int]:
    """First and last row of the table on the sheet of data."""
    numbers = [data.row(map(Cell, row, looks_of)) for row in table]
    return numbers[0], numbers[-1]
