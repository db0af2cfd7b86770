"""A table of units becomes the units file that the command would load."""

from __future__ import annotations

import pytest

from assignments.models import UnitKind
from assignments.units_file import parse_units
from reports.exports.tables import tables_workbook
from reports.setup.units_table import ProvinceWords, read_units, template, units_text

HA_TINH = ProvinceWords("42", "Tỉnh Hà Tĩnh", "Hà Tĩnh", "Ha Tinh")


def read(*lines):
    return read_units("\n".join(["Mã đơn vị;Tên đơn vị;Loại", *lines]).encode(), HA_TINH)


def test_kinds_are_read_from_their_column_or_from_the_name():
    found = read(
        "42;Tỉnh Hà Tĩnh;",
        "42-sxd;Sở Xây dựng;",
        "42-vptu;Văn phòng Tỉnh ủy;",
        "18073;Phường Thành Sen;",
        "42-tk;Thống kê tỉnh;agency",
    )
    assert found.refusals == []
    assert [one.kind for one in found.rows] == [
        *(UnitKind.DEPARTMENT, UnitKind.PARTY_BODY),
        *(UnitKind.WARD, UnitKind.AGENCY),
    ]
    file = parse_units(units_text(HA_TINH, found.rows, "bảng"), "x")
    assert [unit.code for unit in file.units] == ["42", "42-sxd", "42-vptu", "18073", "42-tk"]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("sxd;Sở Xây dựng;", "code"),
        ("38-sxd;Sở Xây dựng;", "code"),
        ("42-sxd;;", "name"),
        (f"42-sxd;Sở {'x' * 200};", "name"),
        ("42-x;Trung tâm;", "kind"),
        ("42-x;Trung tâm;sao", "kind"),
        ("42-x;Sở\x1b Y tế;", "name"),
        ("sxd\x07;Sở Xây dựng;", "code"),
    ],
)
def test_a_row_is_refused_by_its_cell(line, column):
    (refusal,) = read(line).refusals
    assert (refusal.column, refusal.line) == (column, 2)


def test_a_code_that_stands_twice_is_refused_the_second_time():
    found = read("18073;Phường A;", "18073;Phường B;")
    assert ([one.name for one in found.rows], [one.line for one in found.refusals]) == (
        ["Phường A"],
        [3],
    )


def test_the_workbook_to_fill_can_be_read_as_it_is():
    found = read_units(tables_workbook("t", "a", [template()]), HA_TINH)
    assert (len(found.rows), found.refusals) == (3, [])
