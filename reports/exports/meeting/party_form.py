"""The form of the Party's papers as settings: sizes, margins, colours, fixed words.

Sizes as such papers are set today. Quy định 399-QĐ/TW of 9/1/2026 is current; its technical guide
was not at hand, so that all of them stand here to be changed.
"""

from __future__ import annotations

from reports.charts import palette
from reports.charts.palette import STATUS_LOOKS, StatusLook

PARTY_NAME = "ĐẢNG CỘNG SẢN VIỆT NAM"
TITLE = "BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU"
STAR = "*"
ILLUSTRATIVE = "Số liệu minh họa, không phải số liệu thống kê chính thức"
PARTY_SIZE, ISSUER_SIZE, TITLE_SIZE, LINE_SIZE = 15, 14, 15, 13
HEAD_SIZE, BODY_SIZE, SMALL_SIZES = 11, 11, (10, 9, 8)
MARGINS_CM = (2.0, 1.5, 2.0, 1.5)
"""Top, bottom, left, right of a landscape A4 page."""
PAGE_CM = (29.7, 21.0)

GROUP_FILL, HEAD_FILL = "E8EBF0", "F2F4F7"
ALERT = "8E1B16"


def look_of(status: str) -> StatusLook:
    """Colours and sign of a status; one that came later or went is shown as not judged."""
    return STATUS_LOOKS.get(status, STATUS_LOOKS["no_data"])


def colour(hex_colour: str) -> str:
    """`#1A936F` as a workbook writes it."""
    return hex_colour.lstrip("#")


INK, GREY = colour(palette.INK), colour(palette.INK_2)
