"""What became of the report of one unit in one period: when it was opened, sent, decided on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from reports.load.courses import mixed
from reports.load.moments import moment
from reports.models import ReportState

WHOLE = 100


class Age(Enum):
    """How long ago a period closed."""

    OLD = "old"
    LAST = "last"
    """The last one that closed: its reports are in every state."""
    CURRENT = "current"


@dataclass(frozen=True)
class Story:
    """The deeds on one revision of a report; None is what has not happened.

    `filled` is how much of it is filled, in percent; a sent report is whole. `revision` is what
    became of the correction beside it.
    """

    opened: datetime
    filled: int
    sent: datetime | None = None
    returned: datetime | None = None
    resent: datetime | None = None
    approved: datetime | None = None
    revision: Story | None = None

    @property
    def state(self) -> ReportState:
        """Where the report stands after all that."""
        if self.approved:
            return ReportState.APPROVED
        if self.returned and not self.resent:
            return ReportState.RETURNED
        return ReportState.SUBMITTED if self.sent else ReportState.DRAFT

    @property
    def version(self) -> int:
        """One more with each deed on the report as a whole."""
        deeds = (self.sent, self.returned, self.resent, self.approved)
        return 1 + sum(one is not None for one in deeds)

    @property
    def deciding(self) -> datetime | None:
        """When it was sent last."""
        return self.resent or self.sent


def story(age: Age, starts_on: date, deadline: date, chance: int, until: datetime) -> Story | None:
    """What became of it by the moment `until`; None if the unit never opened a report."""
    found = _current(starts_on, chance, until)
    if age is not Age.CURRENT:
        is_late = (chance >> 12) % 8 == 0
        days = 2 + (chance >> 20) % 8 if is_late else -3 - (chance >> 20) % 7
        sent = moment(deadline + timedelta(days=days), chance >> 24)
        found = _closed(_sent(sent, chance >> 30), chance, is_last=age is Age.LAST)
    return found and _until(found, until)


def _closed(one: Story, chance: int, *, is_last: bool) -> Story | None:
    """Of a period that has closed: 3 % never came; of the last one some stand on the way."""
    fate = chance % 1000
    if fate < 30:
        return None
    if not is_last or fate >= 120:
        return one
    if fate < 50:
        return Story(one.opened, 20 + fate % 70)
    sent = Story(one.opened, WHOLE, one.sent)
    if one.sent is None or fate < 90:
        return sent
    return replace(sent, returned=moment(one.sent.date() + timedelta(days=3), chance))


def _sent(sent: datetime, chance: int) -> Story:
    """Approved a few days later; every seventh returned once, every seventh corrected."""
    day = sent.date()
    opened = moment(day - timedelta(days=4 + chance % 5), chance >> 8)
    one = Story(opened, WHOLE, sent)
    if (chance >> 16) % 7 == 0:
        returned = moment(day + timedelta(days=3), chance >> 4)
        one = replace(one, returned=returned, resent=moment(day + timedelta(days=6), chance >> 5))
    decided = (one.resent or sent).date()
    approved = moment(decided + timedelta(days=3 + (chance >> 20) % 5), chance >> 6)
    one = replace(one, approved=approved)
    return replace(one, revision=_revised(approved, chance)) if (chance >> 24) % 7 == 0 else one


def _revised(approved: datetime, chance: int) -> Story:
    opened = moment(approved.date() + timedelta(days=8 + chance % 20), chance >> 7)
    sent = moment(opened.date() + timedelta(days=2), chance >> 8)
    return Story(opened, WHOLE, sent, approved=moment(sent.date() + timedelta(days=4), chance >> 9))


def _current(starts_on: date, chance: int, until: datetime) -> Story | None:
    """A third have begun, a tenth have sent already, some of these got it back."""
    fate, chance = chance % 1000, chance >> 10
    if fate < 550:
        return None
    passed = max((until.date() - starts_on).days, 1)
    opened = moment(starts_on + timedelta(days=chance % passed), chance >> 8)
    if fate < 880:
        return Story(opened, 10 + fate % 85)
    sent = moment(opened.date() + timedelta(days=2), chance >> 9)
    returned = moment(sent.date() + timedelta(days=3), chance >> 10) if fate >= 970 else None
    return Story(opened, WHOLE, sent, returned)


def _until(one: Story, until: datetime) -> Story | None:
    """Without what lies later; a correction begins only after the approval."""

    def known(moment_: datetime | None) -> datetime | None:
        return moment_ if moment_ is not None and moment_ <= until else None

    if one.opened > until:
        return None
    approved = known(one.approved)
    return replace(
        one,
        sent=known(one.sent),
        returned=known(one.returned),
        resent=known(one.resent),
        approved=approved,
        revision=_until(one.revision, until) if one.revision and approved else None,
    )


def chance_of(key: int, unit: int, period: int) -> int:
    """The chance of one unit's report in one period."""
    return mixed(mixed(key, unit), period)
