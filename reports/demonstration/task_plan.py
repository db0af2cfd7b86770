"""What the demonstration pretends about tasks: which ones, how far, until when; all of it invented.

Pure: the same day and units give the same plan. Days are counted back from the day of loading.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports.demonstration.seeds import seed

ILLUSTRATIVE = "(số liệu minh họa)"
SET_BACK, FIRST_BACK, SECOND_BACK = 120, 110, 25
"""Days before today: the deadlines were set, and progress was recorded twice."""
_DONE = ("Đã hoàn thành, đã báo cáo kết quả", "Đã ban hành văn bản và hoàn thành")
_FAR = ("Đã trình cấp có thẩm quyền", "Đang hoàn thiện hồ sơ sau khi lấy ý kiến")
_HALF = ("Đang triển khai theo kế hoạch", "Đã lấy ý kiến các cơ quan liên quan")
_BEGUN = ("Đã giao bộ phận tham mưu và ban hành kế hoạch", "Đang khảo sát, thu thập số liệu")


@dataclass(frozen=True)
class Duty:
    """A unit's part in a task; `due` is the document's own deadline."""

    task: str
    unit: str
    is_local: bool
    due: date | None = None

    def __str__(self) -> str:
        return f"{self.task}/{self.unit}"


@dataclass(frozen=True)
class Course:
    """How one duty went: percentages recorded, the day of completion, a deadline set for it."""

    duty: Duty
    first: int | None = None
    second: int | None = None
    done_on: date | None = None
    due: date | None = None

    @property
    def words(self) -> str:
        """What was done, marked as invented."""
        return words_for(100 if self.done_on else self.second or 0, str(self.duty))


@dataclass(frozen=True)
class Outcome:
    """A share of the duties for which a deadline is set, so many days from today (past: minus)."""

    due: int
    done: int | None = None
    percent: int = 0


_SET: Sequence[Outcome] = (
    Outcome(due=-60, done=-70),
    Outcome(due=-45, done=-52),
    Outcome(due=-60, done=-41),
    Outcome(due=-50, done=-30),
    Outcome(due=-20, percent=70),
    Outcome(due=-8, percent=85),
    Outcome(due=12, percent=80),
    Outcome(due=24, percent=65),
    Outcome(due=9, percent=60),
    Outcome(due=18, percent=75),
)
"""For the first duties in the order of chance: in time, late, overdue, due soon; the last two ask
for more time."""
ASKING = 2
_DATED, _PLAIN = 120, 90
"""Of so many duties that the document dates something is known, and of about so many others."""


def words_for(percent: int, *about: str) -> str:
    """What was done, in words that fit the percentage, marked as invented."""
    choices = _BEGUN
    for least, words in ((20, _HALF), (70, _FAR), (100, _DONE)):
        if percent >= least:
            choices = words
    return f"{choices[seed(*about, 'words') % len(choices)]} {ILLUSTRATIVE}"


def courses(
    duties: Sequence[Duty], today: date, first: str = "", reporting: Container[str] = ()
) -> Iterator[Course]:
    """The course of every duty of which something is known; `first` is the unit named before all.

    Units in `reporting` go on in their own reports: they are half-way, and have no new deadline.
    Duties that the document dates are partly done in time, partly late, partly overdue. Of the
    others ten get an illustrative deadline, and some have progress without one.
    """
    by_chance = sorted(duties, key=lambda one: (one.unit != first, seed(str(one))))
    dated = [one for one in by_chance if one.due is not None and one.due < today]
    for place, duty in enumerate(dated[:_DATED]):
        yield _dated(duty, place, today)
    undated = [one for one in by_chance if one.due is None]
    for duty in undated:
        if duty.unit in reporting and duty.unit != first:
            yield Course(duty, 20, 30 + seed(str(duty)) % 30)
    undated = [one for one in undated if one.unit == first or one.unit not in reporting]
    central = [one for one in undated if not one.is_local]
    chosen = central if len(central) > len(_SET) else undated
    offset = 1 if any(one.unit == first for one in chosen) else 0
    own, rest = chosen[:offset], chosen[offset:]
    for duty in own:
        yield Course(duty, 35, 55, due=today + timedelta(days=22))
    for duty, outcome in zip(rest, _SET, strict=False):
        yield _set(duty, outcome, today)
    taken = {str(one) for one in (*own, *rest[: len(_SET)])}
    one_in = max(len(undated) // _PLAIN, 2)
    for duty in undated:
        if str(duty) not in taken and seed(str(duty), "known") % one_in == 0:
            yield _plain(duty, today)


def _dated(duty: Duty, place: int, today: date) -> Course:
    """Of each eight: three in time, two late, three still under way after the deadline."""
    due = duty.due or today
    if place % 8 < 5:
        shift = -(seed(str(duty)) % 60) if place % 8 < 3 else 15 + seed(str(duty)) % 120
        done_on = min(due + timedelta(days=shift), today - timedelta(days=SECOND_BACK))
        return Course(duty, 60, 100, done_on=done_on)
    percent = 40 + seed(str(duty)) % 50
    return Course(duty, percent - 15, percent)


def _set(duty: Duty, outcome: Outcome, today: date) -> Course:
    due = today + timedelta(days=outcome.due)
    if outcome.done is None:
        return Course(duty, outcome.percent - 25, outcome.percent, due=due)
    return Course(duty, 50, 100, done_on=today + timedelta(days=outcome.done), due=due)


def _plain(duty: Duty, today: date) -> Course:
    chance = seed(str(duty), "course") % 100
    if chance < 25:
        return Course(duty, None, 100, done_on=today - timedelta(days=30 + chance))
    second = 20 + chance % 70
    return Course(duty, max(second - 10 - chance % 10, 5), second)


FIRST_UNITS: Mapping[str, str] = {"ha-tinh-15-ctr-tu": "18073"}
"""Whose duty is due soon: the account `phuong` of the demonstration reports for it."""
