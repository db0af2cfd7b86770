"""A table of targets as people bring it: headings by name, cells with their addresses."""

from __future__ import annotations

from datetime import date

import pytest

from reports.exports.tables import TableSheet, tables_workbook
from reports.imports.rows import FileUnreadableError
from reports.setup.targets_table import headings, read_targets, template

YEARS = (2025, 2030)


def csv(*lines):
    return "\n".join(lines).encode()


def test_columns_are_found_by_their_names_in_both_languages():
    (one,) = read_targets(
        csv(
            "STT;Nhóm;Chỉ tiêu;ĐVT;Giá trị gốc;Năm gốc;Mục tiêu 2025;Mục tiêu đến năm 2030;Ghi chú",
            "1;Đô thị;Tỷ lệ đô thị hóa;%;21,5;2018;trên 40%;trên 45%;x",
        ),
        YEARS,
    )
    assert (one["name"], one["group"], one["baseline"]) == ("Tỷ lệ đô thị hóa", "Đô thị", "21,5")
    assert one.stated == {2025: "trên 40%", 2030: "trên 45%"}
    (english,) = read_targets(csv("Indicator,Unit of measure,Target 2025", 'a,%,"1,5"'), YEARS)
    assert english.stated == {2025: "1,5"}


def test_the_heading_of_the_baseline_may_name_its_year():
    (one, other) = read_targets(
        csv("Tên;ĐVT;Hiện trạng năm 2024;Mục tiêu 2030", "a;%;21,5;30", "b;%;;40"), YEARS
    )
    assert (one["baseline"], one["baseline_year"]) == ("21,5", "2024")
    assert (other["baseline"], other["baseline_year"]) == ("", "")


def test_a_workbook_gives_addresses_and_what_cannot_be_read():
    sheet = TableSheet(
        name="Bảng",
        title="t",
        header=["Chỉ tiêu", "ĐVT", "Mục tiêu 2025"],
        rows=[["Đô thị hóa", "", None], ["Tỷ lệ", "%", 40]],
        widths=[9, 9, 9],
    )
    (one,) = read_targets(tables_workbook("t", "a", [sheet]), YEARS)
    assert (one["group"], one.stated) == ("Đô thị hóa", {2025: "40"})
    assert one.places["target_2025"] == "Bảng!C5"
    assert one.place == "Bảng!A5"


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        (("Chỉ tiêu;ĐVT", "a;%"), "Mục tiêu 2025"),
        (("Chỉ tiêu;ĐVT;Mục tiêu 2027", "a;%;1"), "2027"),
        (("Chỉ tiêu;ĐVT;Mục tiêu 2025;Mục tiêu 2025", "a;%;1;1"), "bị lặp"),
        (("Chỉ tiêu;ĐVT;Mục tiêu 2025;Màu", "a;%;1;đỏ"), "Màu"),
        (("Tên;Giá", "a;1"), "thiếu: Đơn vị tính"),
        (
            ("Chỉ tiêu;ĐVT;Hiện trạng 2024;Giá trị gốc;Mục tiêu 2025", "a;%;1;1;2"),
            "baseline|năm gốc",
        ),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_whole(lines, part):
    with pytest.raises(FileUnreadableError, match=part):
        read_targets(csv(*lines), YEARS)


def test_the_workbook_to_fill_can_be_read_as_it_is():
    content = tables_workbook("t", "a", template(YEARS, [("42-sxd", "Sở Xây dựng")]))
    (example,) = read_targets(content, YEARS)
    assert set(example.cells) <= set(headings(YEARS))
    assert example.stated == {2025: "trên 40%", 2030: "trên 45%"}


def test_a_day_where_words_are_wanted_is_refused_by_its_cell():
    rows = [["Nhà ở", "m²", date(2025, 1, 2)]]
    sheet = TableSheet("Bảng", "t", ["Chỉ tiêu", "ĐVT", "Mục tiêu 2025"], rows, [9, 9, 9])
    (one,) = read_targets(tables_workbook("t", "a", [sheet]), YEARS)
    assert (list(one.faults), one.places["target_2025"]) == (["target_2025"], "Bảng!C4")
