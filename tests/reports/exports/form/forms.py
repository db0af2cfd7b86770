"""A form with one of everything, as plain data: no database behind it."""

from __future__ import annotations

from datetime import date

from reports.exports.form.content import FigureLine, Form, FormHead, TaskLine

HEAD = FormHead(
    programme="small",
    programme_title="Chương trình nhỏ",
    unit="42-sxd",
    unit_name="Sở Xây dựng",
    period="2026-Q4",
    period_label="Quý IV/2026",
    cut_off=date(2026, 12, 14),
    deadline=date(2026, 12, 16),
    made_on=date(2026, 11, 20),
    made_by="Nguyễn Văn Bình",
    programme_number="1-CTr/TU",
    starts_on=date(2026, 9, 15),
    office="Văn phòng Tỉnh ủy",
)


def figure(code: str, name: str, **content) -> FigureLine:
    """A figure of the year, not filled yet."""
    usual = {
        "stamp": "1-0badcafe",
        "group": "Đô thị",
        "measure": "%",
        "span": "số của cả năm",
        "last": "38,51 %",
        "last_period": "2025",
        "year_before": "37,2 %",
        "expected": "40,0 %",
        "state": "Chưa nhập",
    }
    return FigureLine(**(usual | {"code": code, "name": name} | content))


def task(code: str, number: str, title: str, **content) -> TaskLine:
    """A task at 40 per cent in the last period."""
    usual = {
        "stamp": "2-00c0ffee",
        "wording": f"{title} theo văn bản.",
        "due": "01/12/2026",
        "last": "40 % (15/10/2026)",
        "last_words": "Đang lấy ý kiến",
        "state": "Chưa nhập",
    }
    return TaskLine(**(usual | {"code": code, "number": number, "title": title} | content))


URBAN = figure("urban", "Tỷ lệ đô thị hóa", takes_parts=True, value="38,51", is_estimate=True)
FLOOR = figure("floor", "Sàn nhà ở bình quân", measure="m²/người", note="Niên giám thống kê")
CITY = figure("city", "Mở rộng thành phố", group="Hạ tầng", hint="ngày hoặc “chưa”", value="chưa")
NEW = figure("new", "Chỉ tiêu chưa từng báo cáo", group="Hạ tầng", last="", can_keep=False)
APPROVED = figure("done", "Chỉ tiêu đã duyệt", group="Hạ tầng", value="12", is_locked=True)
RULE = "Hệ thống tự cộng các loại."
CLASSES = tuple(
    figure(f"towns/{name}", f"Loại {name}", group="Đô thị theo loại", group_note=RULE, value=value)
    for name, value in (("II", "2"), ("III", ""))
)
TASKS = (
    task("1.1#7", "1.1", "Lập quy hoạch chung", progress="100", done_on="15/09/2026"),
    task("1.2#9", "1.2", "Phủ kín quy hoạch phân khu", words="Đã trình\nĐã họp"),
)
FULL = Form(HEAD, (URBAN, FLOOR, CITY, NEW, APPROVED), CLASSES, TASKS)
