"""What the demonstration's units did with their reports of the last and the current quarter.

Days are counted from the deadline of the last quarter, and from the first day of the current one;
what would lie in the future happens today. Nothing is done for 42-sxd-2025: a newcomer fills that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LOCAL_REPORTER = "phuong"
HELPER = "canbo-minh-hoa"
HELPER_NAME = "Cán bộ tổng hợp các đơn vị (minh họa)"


class Do(StrEnum):
    """What is done to a report."""

    FILL = "fill"
    SLIP = "slip"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    ASK = "ask"
    GRANT = "grant"


@dataclass(frozen=True)
class Step:
    """One deed on a day; `count` limits how many figures are filled or returned."""

    do: Do
    day: int
    count: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Story:
    """What became of one unit's report."""

    unit: str
    steps: tuple[Step, ...]
    reporter: str = HELPER


def _sent(day: int, approved: int | None = None) -> tuple[Step, ...]:
    steps = (Step(Do.FILL, day - 1), Step(Do.SUBMIT, day))
    return steps if approved is None else (*steps, Step(Do.APPROVE, approved))


_CHECK_HOUSEHOLDS = "Đề nghị đối chiếu lại số hộ với Công an xã trước khi gửi."
_CHECK_JUMP = "Thấp bất thường so với quý trước, đề nghị kiểm tra lại."
_LAND_COUNT = "Chờ kết quả kiểm kê đất đai của đơn vị tư vấn."
_TRAINING = "Cán bộ phụ trách đi tập huấn, xin lùi thời hạn gửi."

LAST = (
    Story("18073", _sent(-3, -1), LOCAL_REPORTER),
    Story("18100", _sent(-2, 1)),
    Story("18115", _sent(-1, 1)),
    Story("18652", _sent(0, 2)),
    Story("42-skhcn-2025", _sent(-1, 2)),
    Story("18118", _sent(3, 6)),
    Story("18229", _sent(5)),
    Story("18133", (*_sent(0), Step(Do.RETURN, 2, 1, _CHECK_HOUSEHOLDS))),
    Story(
        "18172",
        (Step(Do.ASK, -2, 7, _TRAINING), Step(Do.GRANT, -1, 7), *_sent(4, 8)),
    ),
)
CURRENT = (
    Story("18073", (Step(Do.FILL, 40, 3),), LOCAL_REPORTER),
    Story("18100", _sent(45)),
    Story("18484", (Step(Do.FILL, 49), Step(Do.SLIP, 49), Step(Do.SUBMIT, 50))),
    Story(
        "18652",
        (
            Step(Do.FILL, 43),
            Step(Do.SLIP, 43),
            Step(Do.SUBMIT, 44),
            Step(Do.RETURN, 48, 2, _CHECK_JUMP),
        ),
    ),
    Story("18115", (Step(Do.FILL, 52),)),
    Story("18406", (Step(Do.FILL, 46, 2), Step(Do.ASK, 51, 7, _LAND_COUNT))),
    Story("42-snnmt", _sent(41, 43)),
    Story("42-skhcn-2025", (Step(Do.FILL, 47, 2),)),
)
REMINDED = ("18754", "18781", "18823")
"""Units that the Office chased for the last quarter, two days after the deadline."""
