"""A meeting's papers made by hand, of any size, without a database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reports.exports.meeting.content import (
    Amount,
    ChangeLine,
    CompletenessLine,
    CoursePoint,
    FourCountsLine,
    GroupLines,
    IndicatorLine,
    MeetingContent,
    MeetingHead,
    OverdueTask,
    PartLine,
    StatusCount,
    UnitLine,
)

LABELS = {
    "missed": "Chưa đạt",
    "at_risk": "Nguy cơ không đạt",
    "behind": "Chậm tiến độ",
    "on_track": "Đúng tiến độ",
    "met": "Đạt",
    "exceeded": "Vượt",
    "no_data": "Chưa có số liệu",
    "not_due": "Chưa đến kỳ",
}
STATUSES = tuple(LABELS)
_SEVERITY = ("missed", "at_risk", "behind", "on_track", "met", "exceeded", "no_data", "not_due")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LEADS = ("Sở Xây dựng", "Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Sở Công Thương")
_NAMES = (
    "Tỷ lệ đô thị hóa",
    "Tỷ lệ đất xây dựng đô thị trên tổng diện tích đất tự nhiên",
    "Diện tích cây xanh bình quân trên mỗi cư dân đô thị",
    "Diện tích sàn nhà ở bình quân đầu người tại khu vực đô thị",
    "Tỷ lệ đất giao thông trên đất xây dựng đô thị",
    "Tỷ lệ dân số đô thị được cung cấp nước sạch qua hệ thống cấp nước tập trung",
)
_GROUPS = ("Phát triển đô thị", "Hạ tầng kỹ thuật", "Hạ tầng xã hội", "Kinh tế đô thị")


def sample_head(*, is_illustrative: bool = True) -> MeetingHead:
    """Quý III/2026 of Hà Tĩnh, held in November."""
    return MeetingHead(
        province="Hà Tĩnh",
        programme="ha-tinh-15-ctr-tu",
        number="15-CTr/TU",
        title="Chương trình hành động thực hiện Nghị quyết số 06-NQ/TW về quy hoạch, xây dựng,"
        " quản lý và phát triển bền vững đô thị",
        issued_on=date(2022, 9, 30),
        meeting="Hội nghị Ban Thường vụ Tỉnh ủy tháng 11/2026",
        held_on=date(2026, 11, 25),
        period="2026-Q3",
        period_label="Quý III/2026",
        quarter_heading="TH Quý III/2026",
        year=2026,
        interim_year=2025,
        final_year=2030,
        cut_off=date(2026, 9, 14),
        as_of=date(2026, 11, 20),
        made_on=date(2026, 11, 20),
        made_at="20/11/2026 12:00",
        made_by="Trần Thị Bích",
        is_illustrative=is_illustrative,
        superior="TỈNH ỦY HÀ TĨNH",
        issuer="VĂN PHÒNG",
        place="Hà Tĩnh",
    )


def number(value: str, decimals: int = 1, unit: str = "", mark: str = "") -> Amount:
    """A plain number as a page shows it."""
    exact = Decimal(value)
    text = f"{exact:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return Amount(f"{text} {unit}".strip(), exact, decimals, mark)


def sample_line(place: int, *, periods: int = 8, **changed: object) -> IndicatorLine:
    """One indicator; every eighth has the same status, every fifth has parts."""
    status = STATUSES[place % len(STATUSES)]
    value = Decimal(30 + place % 40) + Decimal(place % 10) / 10
    has_figure = status != "no_data"
    line: dict[str, object] = {
        "code": f"chi-tieu-{place + 1}",
        "number": str(place % 30 + 1),
        "name": _NAMES[place % len(_NAMES)],
        "measure": "%",
        "interim": Amount("trên 40%"),
        "final": Amount("45%", Decimal(45), 0) if place % 2 else Amount("Khoảng 45%"),
        "baseline": number("30", 1, mark="2020"),
        "last_year": number(str(value - 1)),
        "quarter": number(str(value), mark="số liệu minh họa") if has_figure else Amount(),
        "estimate": number(str(value + 1)) if place % 3 == 0 else Amount(),
        "gap": number(str(value - 45)) if has_figure else Amount("–"),
        "status": status,
        "status_label": LABELS[status],
        "lead": _LEADS[place % len(_LEADS)],
        "reasons": "Nguồn vốn bố trí chậm; đề nghị bổ sung trong Quý IV." if place % 2 else "",
        "parts": _parts(value) if place % 5 == 4 else (),
        "latest": number(str(value), unit="%") if has_figure else Amount(),
        "latest_period": "Quý III/2026" if has_figure else "",
        "aim": Amount("trên 45%"),
        "aim_year": 2030,
        "attainment": (value - 30) / 15 if has_figure else None,
        "severity": _SEVERITY.index(status),
        "finding": f"Quỹ đạo yêu cầu 40,0 % vào Quý III/2026, thực hiện {value} %.",
        "definition": "Dân số đô thị chia cho tổng dân số toàn tỉnh.",
        "source": "Niên giám thống kê",
        "clause": "II.1",
        "course": _course(value, periods) if has_figure else (),
        "is_illustrative": True,
        "coordinating": "Sở Nội vụ",
        "method": "Tỷ lệ; càng cao càng tốt; báo cáo hằng năm.",
        "decimals": 1,
        "judged": number(str(value), unit="%") if has_figure else Amount(),
        "judged_period": "Quý III/2026" if has_figure else "",
    }
    return IndicatorLine(**(line | changed))  # type: ignore[arg-type]


def _parts(value: Decimal) -> tuple[PartLine, ...]:
    return tuple(
        PartLine(f"Đô thị loại {name}", "đô thị", quarter=number(str(count), 0))
        for name, count in (("II", int(value) % 3), ("III", int(value) % 5))
    )


def _course(value: Decimal, periods: int) -> tuple[CoursePoint, ...]:
    """Quarters up to Quý III/2026, one of them a gap."""
    points = []
    for back in range(periods - 1, -1, -1):
        index = 2026 * 4 + 2 - back
        year, quarter = divmod(index, 4)
        points.append(
            CoursePoint(
                label=f"Quý {_ROMAN[quarter]}/{year}",
                actual=None if back == 2 else value - Decimal(back) / 4,
                expected=Decimal(45) - Decimal(back) / 2,
                period=f"{year}-Q{quarter + 1}",
            )
        )
    return tuple(points)


def sample_content(
    indicators: int = 12, *, periods: int = 8, is_illustrative: bool = True
) -> MeetingContent:
    """Papers with that many indicators in groups of up to thirty."""
    lines = [sample_line(place, periods=periods) for place in range(indicators)]
    size = max(1, min(30, -(-indicators // len(_GROUPS))))
    chunks = [lines[start : start + size] for start in range(0, indicators, size)]
    groups = tuple(
        GroupLines(
            numeral=_ROMAN[place] if place < len(_ROMAN) else str(place + 1),
            name=_GROUPS[place % len(_GROUPS)],
            lines=tuple(chunk),
            paragraph=f"Nhóm có {len(chunk):02d} chỉ tiêu.",
        )
        for place, chunk in enumerate(chunks)
    )
    counts = tuple(
        StatusCount(key, LABELS[key], sum(one.status == key for one in lines)) for key in STATUSES
    )
    return MeetingContent(
        head=sample_head(is_illustrative=is_illustrative),
        sentence=f"Trong {indicators} chỉ tiêu có {counts[4].count} chỉ tiêu đạt.",
        data_line="Số liệu đến ngày 20/11/2026",
        statuses=counts,
        groups=groups,
        tasks=FourCountsLine("Tổng số", 1310, 429, 1812, 175, 40),
        tasks_unassigned=2,
        task_sections=(
            FourCountsLine("1. Công tác quy hoạch", 310, 29, 812, 75, 10),
            FourCountsLine("2. Phát triển đô thị", 1000, 400, 1000, 100, 30),
        ),
        overdue_tasks=_overdue_tasks(),
        units=_units(),
        completeness=_completeness(),
        since="Hội nghị tháng 8/2026 (25/08/2026)",
        changes=(
            ChangeLine(
                "chi-tieu-1",
                _NAMES[0],
                "29,0 % (Quý II/2026)",
                "30,0 % (Quý III/2026)",
                "behind",
                LABELS["behind"],
                "missed",
                LABELS["missed"],
            ),
        ),
        task_sentence="Tổng số 3.726 nhiệm vụ: 1.310 hoàn thành đúng hạn, 429 hoàn thành quá hạn,"
        " 1.812 đang thực hiện trong hạn, 175 quá hạn chưa hoàn thành.",
    )


def _overdue_tasks() -> tuple[OverdueTask, ...]:
    return (
        OverdueTask(
            "1.2",
            "Lập, phê duyệt chương trình phát triển đô thị toàn tỉnh",
            "Sở Xây dựng",
            date(2026, 6, 30),
            143,
            "60 %",
            "Quá hạn, chưa hoàn thành",
        ),
    )


def _units() -> tuple[UnitLine, ...]:
    return (
        UnitLine("42-sxd", "Sở Xây dựng", 8, 3, 4, 4, 3, FourCountsLine("", 3, 1, 5, 2, 1)),
        UnitLine("42-stc", "Sở Tài chính", 4, 1, 4, 3, 3, None),
    )


def _completeness() -> tuple[CompletenessLine, ...]:
    return (
        CompletenessLine("Sở Xây dựng", "Đã phê duyệt", 14, 14, date(2026, 9, 15), 0),
        CompletenessLine("Sở Tài chính", "Quá hạn", 3, 8, None, 65),
    )
