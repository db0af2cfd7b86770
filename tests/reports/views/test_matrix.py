"""The matrix, by the units that reported and by those of the day."""

from __future__ import annotations

import html
import re

import pytest

from reports.presenters import matrix as presenter
from tests.reports.views.units_cast import PRESENT, address, figures, merge


@pytest.fixture
def merged(programme, units, reviewer):
    merge(units)
    figures(programme, reviewer)


def page(client, reader, **query):
    client.force_login(reader)
    return client.get(address("matrix", **query))


def values(response) -> dict[str, list[str]]:
    lines = response.context["page"].lines
    return {line.code: [cell.value for cell in line.cells] for line in lines}


def test_as_reported_shows_the_units_of_the_figures_period(client, reader, merged):
    shown = values(page(client, reader))
    assert shown["436"] == ["30,0", "–"]
    assert shown["448"] == ["20,0", "–"]
    assert shown["18073"] == ["–", "90,0"]
    assert set(shown) == {"436", "447", "448", "18073", "18754"}


def test_what_did_not_exist_is_not_called_missing(client, reader, merged):
    lines = page(client, reader).context["page"].lines
    district = next(line for line in lines if line.code == "447")
    ward = next(line for line in lines if line.code == "18754")
    assert [cell.status for cell in district.cells][1] == ""
    assert [cell.status for cell in ward.cells] == ["", "no_data"]


def test_todays_units_carry_what_was_merged_as_a_whole(client, reader, merged):
    response = page(client, reader, **PRESENT)
    assert values(response) == {"18073": ["30,0", "90,0"], "18754": ["–", "–"]}
    divided = next(line for line in response.context["page"].lines if line.code == "18754")
    assert "447" in divided.note
    assert "01/07/2025" in divided.note
    assert "Nghị quyết" in divided.note


def test_the_units_of_a_past_day_are_those_of_that_day(client, reader, merged):
    shown = values(page(client, reader, as_of="2025-03-01", **PRESENT))
    assert {code: cells[0] for code, cells in shown.items()} == {"436": "30,0", "447": "28,3"}


def test_the_province_is_the_same_either_way(client, reader, merged):
    for day in ("2025-03-01", "2026-11-20"):
        reported = page(client, reader, as_of=day).context["page"]
        present = page(client, reader, as_of=day, **PRESENT).context["page"]
        assert reported.province == present.province
        assert reported.headings[0].period == present.headings[0].period


def test_the_way_is_kept_in_links_and_in_the_file(client, reader, merged):
    response = page(client, reader, as_of="2025-03-01", **PRESENT)
    shown = response.context["page"]
    for url in (shown.headings[0].url, shown.lines[0].unit.url, response.context["files"].csv):
        assert "don-vi-tinh=hien-nay" in url
        assert "as_of=2025-03-01" in url
    plain = page(client, reader).content.decode()
    assert '<input type="hidden" name="don-vi-tinh"' not in plain
    assert '<input type="hidden" name="don-vi-tinh"' in response.content.decode()


def test_a_way_that_there_is_not_is_as_reported(client, reader, merged):
    asked = page(client, reader, **{"don-vi-tinh": "x"})
    assert values(asked) == values(page(client, reader))
    assert [one.is_current for one in asked.context["switch"].choices] == [True, False]


def test_the_file_says_why_a_cell_is_empty(client, reader, merged):
    client.force_login(reader)
    file = client.get(address("matrix_file", "csv", **PRESENT)).content.decode("utf-8-sig")
    divided = next(line for line in file.splitlines() if ";18754;" in line)
    assert "Nghị quyết" in divided
    assert "436" not in [line.split(";")[1] for line in file.splitlines()[2:]]


@pytest.mark.parametrize("name", [("matrix",), ("matrix_file", "csv")])
@pytest.mark.parametrize("query", [{}, PRESENT])
def test_who_may_see_it_and_how(client, reader, stranger, merged, name, query):
    assert client.get(address(*name, **query)).status_code == 302
    client.force_login(stranger)
    assert client.get(address(*name, **query)).status_code == 404
    client.force_login(reader)
    assert client.post(address(*name, **query)).status_code == 405


def test_the_switch_costs_one_query(client, reviewer, merged, django_assert_max_num_queries):
    client.force_login(reviewer)
    with django_assert_max_num_queries(20):
        client.get(address("matrix", **PRESENT))


@pytest.fixture
def two_rows(monkeypatch):
    """A page is full with two units."""
    monkeypatch.setattr(presenter, "CELLS_PER_PAGE", 4)
    monkeypatch.setattr(presenter, "LEAST_ROWS", 1)


def test_many_units_are_shown_page_by_page(client, reader, merged, two_rows):
    pages = [list(values(page(client, reader, page=number))) for number in (1, 2, 3)]
    assert pages == [["18073", "436"], ["447", "448"], ["18754"]]
    assert [list(values(page(client, reader, page=odd))) for odd in ("x", "9")] == [
        pages[0],
        pages[2],
    ]


def test_the_pages_lead_to_each_other_the_same_way(client, reader, merged, two_rows):
    shown = page(client, reader, as_of="2025-03-01", **PRESENT)
    assert 'rel="next"' not in shown.content.decode()
    links = re.findall(r'rel="next" href="([^"]+)"', page(client, reader, page=2).content.decode())
    assert [html.unescape(link) for link in links] == [
        f"{address('matrix', as_of='2026-11-20')}&page=3"
    ]


def test_the_file_holds_every_page(client, reader, merged, two_rows):
    client.force_login(reader)
    file = client.get(address("matrix_file", "csv")).content.decode("utf-8-sig")
    assert all(f";{code};" in file for code in ("436", "447", "448", "18073", "18754"))


def test_the_legend_says_what_the_icons_of_the_page_mean(client, reader, merged):
    response = page(client, reader)
    shown = response.context["page"]
    rows = [shown.province, [cell for line in shown.lines for cell in line.cells]]
    assert [set(entries) for _whose, entries in shown.legends] == [
        {(cell.status, cell.word) for cell in cells if cell.status} for cells in rows
    ]
    assert all(len(entries) == len(set(entries)) for _whose, entries in shown.legends)
    shown_legends = html.unescape(response.content.decode()).split('<ul class="legend">')[1:]
    for (whose, entries), legend in zip(shown.legends, shown_legends, strict=True):
        said = legend.split("</ul>")[0]
        assert whose in said and all(str(word) in said for _status, word in entries)


class TestContributions:
    """Which units make the gap of an indicator."""

    def chart(self, client, reader, **query):
        client.force_login(reader)
        return client.get(address("indicator", "housing", **query)).context["page"].contributions

    def test_parts_and_total_are_the_same_either_way(self, client, reader, merged):
        reported = self.chart(client, reader)
        present = self.chart(client, reader, **PRESENT)
        assert reported.table.rows[-1][3] == present.table.rows[-1][3]
        assert [row[0] for row in present.table.rows[:-1]] != []
        assert {row[0] for row in reported.table.rows} >= {"Thành phố Hà Tĩnh"}
        assert "Phường Thành Sen" in {row[0] for row in present.table.rows}

    def test_what_cannot_be_placed_says_why(self, client, reader, merged):
        rows = {row[0]: row for row in self.chart(client, reader, **PRESENT).table.rows}
        assert "Nghị quyết" in rows["Huyện Lộc Hà"][4]
        assert rows["Phường Thành Sen"][4] == ""

    def test_a_merger_is_one_bar_with_both_weights(self, client, reader, merged):
        present = self.chart(client, reader, as_of="2025-03-01", **PRESENT)
        rows = {row[0]: row for row in present.table.rows}
        assert set(rows) >= {"Thành phố Hà Tĩnh", "Huyện Kỳ Anh"}
        assert "Huyện Lộc Hà" not in rows
        assert len(present.table.columns) == 4

    def test_the_file_follows_the_switch(self, client, reader, merged):
        present = self.chart(client, reader, as_of="2025-03-01", **PRESENT)
        file = client.get(present.files.csv).content.decode("utf-8-sig")
        assert "Lộc Hà" not in file
        reported = self.chart(client, reader, as_of="2025-03-01")
        assert "Lộc Hà" in client.get(reported.files.csv).content.decode("utf-8-sig")

    @pytest.mark.parametrize("query", [{}, PRESENT])
    def test_the_page_has_room_for_the_switch(
        self, client, reviewer, merged, query, django_assert_max_num_queries
    ):
        client.force_login(reviewer)
        with django_assert_max_num_queries(20):
            client.get(address("indicator", "housing", **query))
