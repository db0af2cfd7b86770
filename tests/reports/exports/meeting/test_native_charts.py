"""Native charts: in the package, drawn from cells that exist, shown whole."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from reports.exports.meeting.sheets.charts import ends
from reports.exports.meeting.workbook import meeting_book
from tests.reports.exports.meeting.samples import sample_content

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CELLS = re.compile(r"^'Dữ liệu biểu đồ'!\$?([A-C])\$?(\d+)(?::\$([A-C])\$(\d+))?$")


@pytest.fixture(scope="module")
def file() -> bytes:
    return meeting_book(sample_content(40))


@pytest.fixture(scope="module")
def charts(file) -> list[ElementTree.Element]:
    with zipfile.ZipFile(BytesIO(file)) as package:
        names = sorted(n for n in package.namelist() if n.startswith("xl/charts/chart"))
        return [ElementTree.fromstring(package.read(name)) for name in names]  # noqa: S314


def test_one_chart_of_all_and_five_of_the_worst(charts):
    kinds = [next(iter(one.find(f".//{_C}plotArea"))).tag for one in charts]
    drawn = [one.find(f".//{_C}barChart") is not None for one in charts]
    assert len(kinds) == 6
    assert sum(drawn) == 1
    assert sum(one.find(f".//{_C}lineChart") is not None for one in charts) == 5


def test_every_reference_names_cells_that_are_filled(file, charts):
    data = load_workbook(BytesIO(file))["Dữ liệu biểu đồ"]
    references = [one.text or "" for chart in charts for one in chart.iter(f"{_C}f")]
    assert len(references) == 6 * 2 * 3
    for reference in references:
        found = _CELLS.match(reference)
        assert found, reference
        column, first, _column, last = found.groups()
        values = [data[f"{column}{row}"].value for row in range(int(first), int(last or first) + 1)]
        assert any(value is not None for value in values)
        assert values[-1] is not None or column == "B"


def test_axes_are_shown_and_gaps_stay_gaps(charts):
    for chart in charts:
        hidden = [one.get("val") for one in chart.iter(f"{_C}delete")]
        assert hidden == ["0", "0"]
        assert chart.find(f".//{_C}dispBlanksAs").get("val") == "gap"
        assert chart.find(f".//{_C}plotVisOnly").get("val") == "0"


def test_bars_have_the_colour_of_their_status_the_worst_at_the_top(file, charts):
    bars = next(one for one in charts if one.find(f".//{_C}barChart") is not None)
    data = load_workbook(BytesIO(file))["Dữ liệu biểu đồ"]
    points = list(bars.iter(f"{_C}dPt"))
    shares = [data[f"C{row}"].value for row in range(2, 2 + len(points))]
    assert shares == sorted(shares, reverse=True)
    colours = {one.get("val") for point in points for one in point.iter() if "srgb" in one.tag}
    assert colours <= {"3B2A8C", "1A936F", "B86E00", "9B1C1C", "5F6B7A"}
    assert len(points) == 25


def test_a_programme_without_lines_has_no_charts():
    file = meeting_book(sample_content(1, periods=1))
    names = load_workbook(BytesIO(file)).sheetnames
    assert "Biểu đồ tiến trình" not in names


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["36.4", "45"], (36, 46, 2)),
        (["99.9", "100"], (99.9, 100.0, 0.05)),
        (["5"], (5, 7, 2)),
        (["0"], (0, 0.5, 0.5)),
        (["-3", "1200"], (-500, 1500, 500)),
    ],
)
def test_axes_end_at_round_numbers(values, wanted):
    least, greatest, step = ends([Decimal(one) for one in values])
    assert least <= min(map(float, values)) <= max(map(float, values)) <= greatest
    assert least < greatest
    assert (greatest - least) / step == pytest.approx(round((greatest - least) / step))
    assert 1 <= (greatest - least) / step <= 7


def test_a_status_that_is_no_longer_known_is_drawn_as_not_judged():
    """A frozen meeting keeps the statuses of its time."""
    content = sample_content(3)
    lines = tuple(replace(line, status="gone") for line in content.lines)
    group = replace(content.groups[0], lines=lines)
    assert meeting_book(replace(content, groups=(group,)))
