"""Drafted Vietnamese sentences for a meeting's papers, from numbers alone. Drafts: a person reads
them before they are signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reports.charts.palette import concern
from reports.exports.meeting import marks
from reports.exports.meeting.content import (
    FourCountsLine,
    IndicatorLine,
    StatusCount,
)
from reports.exports.meeting.numerals import written

_NAMED = (
    ("exceeded", "vượt mục tiêu"),
    ("met", "đạt mục tiêu"),
    ("met_late", "đạt mục tiêu nhưng chậm so với thời hạn"),
    ("on_track", "đúng tiến độ"),
    ("behind", "chậm tiến độ"),
    ("at_risk", "có nguy cơ không đạt"),
    ("missed", "chưa đạt mục tiêu đến hạn"),
    ("no_data", "chưa có số liệu"),
    ("not_due", "chưa đến kỳ đánh giá"),
    ("vision", "thuộc tầm nhìn (không đánh giá)"),
    ("superseded", "không còn đo được như văn bản nêu"),
)
_JUDGED_WORST = ("missed", "at_risk", "behind")


def padded(count: int) -> str:
    """`07`, `12`, `3.726`: counts below ten have two digits in official prose."""
    return f"{count:02d}" if count < 10 else written(count)


def summary(statuses: Sequence[StatusCount]) -> str:
    """The state of the whole in one sentence: `Trong tổng số 26 chỉ tiêu: …`."""
    counts = {one.status: one.count for one in statuses}
    total = sum(counts.values())
    if not total:
        return ""
    return f"Trong tổng số {padded(total)} chỉ tiêu: {_listed(counts)}."


def paragraph(name: str, lines: Sequence[IndicatorLine]) -> str:
    """One to three sentences about a group: how many stand how, and the one furthest behind."""
    if not lines:
        return ""
    counts = Counter(line.status for line in lines)
    sentences = [f"Nhóm “{name}” có {padded(len(lines))} chỉ tiêu: {_listed(counts)}."]
    worst = _worst(lines)
    if worst is not None:
        sentences.append(_worst_sentence(worst))
    missing = [line for line in lines if line.status == "no_data"]
    if missing:
        sentences.append(_missing_sentence(missing))
    return " ".join(sentences)


def task_sentence(tasks: FourCountsLine, unassigned: int) -> str:
    """The four counts as every such report words them; "" where there are no tasks."""
    if not tasks.total:
        return _unassigned(unassigned).strip()
    soon = f" (trong đó {padded(tasks.due_soon)} sắp đến hạn)" if tasks.due_soon else ""
    return (
        f"Tổng số {padded(tasks.total)} nhiệm vụ tính theo từng cơ quan chủ trì: hoàn thành đúng"
        f" hạn {padded(tasks.on_time)}; hoàn thành quá hạn {padded(tasks.late)}; đang thực hiện"
        f" trong hạn {padded(tasks.running)}{soon}; quá hạn chưa hoàn thành"
        f" {padded(tasks.overdue)}.{_unassigned(unassigned)}"
    )


def _unassigned(count: int) -> str:
    return f" Có {padded(count)} nhiệm vụ chưa được giao cơ quan chủ trì." if count else ""


def _listed(counts: Counter[str] | dict[str, int]) -> str:
    parts = [f"{padded(counts[key])} {words}" for key, words in _NAMED if counts.get(key)]
    return ", ".join(parts)


def _worst(lines: Sequence[IndicatorLine]) -> IndicatorLine | None:
    """The judged indicator that is worst off; those without a figure are told apart."""
    off = [line for line in lines if line.status in _JUDGED_WORST and line.judged.text]
    return min(off, key=lambda line: concern(line.severity, line.attainment), default=None)


def _worst_sentence(line: IndicatorLine) -> str:
    figure = marks.dated(line.judged.text, line.judged_period, line.judged.mark)
    aim = f"; mục tiêu {line.aim_year} là {line.aim.text}" if line.aim.text else ""
    gap = f", {_gap(line)}" if line.gap.text else ""
    lead = f" Cơ quan chủ trì: {line.lead}." if line.lead else ""
    return f"Đáng chú ý nhất là “{line.name}”: {figure}{aim}{gap}.{lead}"


def _gap(line: IndicatorLine) -> str:
    """`chênh lệch −5,2 điểm %`, or the method's own words."""
    text = line.gap.text
    return f"chênh lệch {text}" if line.gap.value is not None else text[:1].lower() + text[1:]


def _missing_sentence(lines: Sequence[IndicatorLine]) -> str:
    first = f"“{lines[0].name}”"
    if len(lines) == 1:
        return f"Chưa có số liệu để đánh giá: {first}."
    return f"Chưa có số liệu để đánh giá: {first} và {padded(len(lines) - 1)} chỉ tiêu khác."
