"""Native charts of the workbook: how far each indicator is, and the course of the worst five."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reports.charts.palette import ACTUAL, BAND, TARGET
from reports.exports.meeting.party_form import INK, colour, look_of
from tracker.common.sheets.looks import FONT

if TYPE_CHECKING:
    from openpyxl.chart import BarChart, LineChart, Reference
    from openpyxl.chart.series import Series

_LINE = 12_700
"""One point, in the unit of drawings."""


def attainment_chart(
    *,
    names: Reference,
    whole: Reference,
    shares: Reference,
    statuses: list[str],
    size_cm: tuple[float, float],
) -> BarChart:
    """Bars of what is done in the colour of the status, over a pale bar that ends at 100 %.

    The last row of the data stands at the top.
    """
    from openpyxl.chart import BarChart
    from openpyxl.chart.label import DataLabelList

    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "clustered", 100, 45
    chart.add_data(whole, titles_from_data=True)
    chart.add_data(shares, titles_from_data=True)
    chart.set_categories(names)
    pale, done = chart.series
    _fill(pale, BAND)
    _fill(done, ACTUAL)
    _colour_points(done, statuses)
    done.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False)
    done.dLbls.showLegendKey = done.dLbls.showPercent = False
    done.dLbls.txPr = _text(9)
    _axes(chart, '0" %"')
    chart.legend = None
    _frame(chart, size_cm)
    return chart


def course_chart(
    *,
    title: str,
    labels: Reference,
    series: tuple[Reference, Reference],
    ends: tuple[float, float, float],
    size_cm: tuple[float, float],
) -> LineChart:
    """What was reached, with marks, beside the broken line that was asked for; gaps stay gaps.

    `ends` are least, greatest and step of the axis.
    """
    from openpyxl.chart import LineChart

    chart = LineChart()
    for one in series:
        chart.add_data(one, titles_from_data=True)
    chart.set_categories(labels)
    done, wanted = chart.series
    _stroke(done, ACTUAL, 2)
    done.marker.symbol, done.marker.size = "circle", 6
    _fill(done.marker, ACTUAL)
    _stroke(wanted, TARGET, 1.5)
    wanted.graphicalProperties.line.dashStyle = "dash"
    wanted.marker.symbol = "none"
    _axes(chart, "General")
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = ends
    chart.title = _title(title)
    chart.legend.position = "b"
    chart.legend.txPr = _text(9)
    _frame(chart, size_cm)
    return chart


def _colour_points(series: Series, statuses: list[str]) -> None:
    from openpyxl.chart.marker import DataPoint

    for place, status in enumerate(statuses):
        point = DataPoint(idx=place, invertIfNegative=False)
        _fill(point, look_of(status).fill)
        series.dPt.append(point)
    series.invertIfNegative = False


def _fill(drawn: Any, hex_colour: str) -> None:
    from openpyxl.chart.shapes import GraphicalProperties

    drawn.spPr = GraphicalProperties(solidFill=colour(hex_colour))
    drawn.spPr.line.noFill = True


def _stroke(series: Series, hex_colour: str, points: float) -> None:
    series.graphicalProperties.line.solidFill = colour(hex_colour)
    series.graphicalProperties.line.width = int(points * _LINE)
    series.smooth = False


def _axes(chart: BarChart | LineChart, number_format: str) -> None:
    """Both axes shown (the library hides them by default), names clear of the bars."""
    from openpyxl.chart.shapes import GraphicalProperties

    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _text(9)
    chart.x_axis.tickLblPos = "low"
    chart.y_axis.number_format = number_format
    chart.y_axis.numFmt.sourceLinked = False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties()
    chart.y_axis.majorGridlines.spPr.line.solidFill = colour(BAND)


def _frame(chart: BarChart | LineChart, size_cm: tuple[float, float]) -> None:
    chart.width, chart.height = size_cm
    chart.display_blanks = "gap"
    chart.visible_cells_only = False
    chart.roundedCorners = False


def _title(text: str) -> Any:
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import Paragraph, ParagraphProperties, RegularTextRun

    properties = ParagraphProperties(defRPr=_characters(10, is_bold=True))
    run = RegularTextRun(rPr=_characters(10, is_bold=True), t=text)
    title = Title(tx=Text(rich=RichText(p=[Paragraph(pPr=properties, r=[run])])))
    title.overlay = False
    return title


@cache
def _text(size: int) -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import Paragraph, ParagraphProperties

    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=_characters(size)), endParaRPr=None)]
    )


@cache
def _characters(size: int, *, is_bold: bool = False) -> Any:
    from openpyxl.drawing.text import CharacterProperties, Font

    return CharacterProperties(
        sz=size * 100, b=is_bold, solidFill=INK, latin=Font(typeface=FONT), ea=Font(typeface=FONT)
    )
