"""What becomes of reports: everything in order, nothing after the day, every state somewhere."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from reports.load.courses import mixed
from reports.load.stories import Age, story
from reports.models import ReportState
from tracker.common.periods import Period

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
UNTIL = datetime(2026, 11, 19, 19, 30, tzinfo=ZONE)
THIRD, FOURTH = Period(2026, 3), Period(2026, 4)
STARTS = {THIRD: (2026, 6, 15), FOURTH: (2026, 9, 15)}
COUNT = 3000


def stories(age, period=THIRD, until=UNTIL):
    starts_on = datetime(*STARTS[period], tzinfo=ZONE).date()
    deadline = period.cut_off.replace(day=16)
    return [story(age, starts_on, deadline, mixed(3, n), until) for n in range(COUNT)]


def states(found):
    return Counter(one.state for one in found if one is not None)


@pytest.mark.parametrize("age", Age)
def test_deeds_follow_each_other_and_none_lies_ahead(age):
    period = FOURTH if age is Age.CURRENT else THIRD
    for one in filter(None, stories(age, period)):
        later = one.revision or one
        order = [one.opened, one.sent, one.returned, one.resent, one.approved]
        order += [later.opened, later.sent, later.approved] if one.revision else []
        moments = [moment for moment in order if moment]
        assert moments == sorted(set(moments))
        assert moments[-1] <= UNTIL


def test_of_an_old_period_all_is_approved_and_a_few_never_came():
    found = stories(Age.OLD)
    assert states(found).keys() == {ReportState.APPROVED}
    assert 0.02 < found.count(None) / COUNT < 0.04


def test_of_the_last_period_reports_stand_in_every_state():
    found = stories(Age.LAST)
    assert states(found).keys() == {
        *(ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED, ReportState.APPROVED)
    }
    assert 0.85 < states(found)[ReportState.APPROVED] / COUNT < 0.91


def test_of_the_current_period_most_have_not_begun_and_none_is_approved():
    found = stories(Age.CURRENT, FOURTH)
    assert found.count(None) > COUNT / 2
    assert ReportState.APPROVED not in states(found)


def test_what_would_come_later_has_not_happened():
    early = datetime(2026, 9, 16, 12, tzinfo=ZONE)
    found = [one for one in stories(Age.LAST, until=early) if one]
    assert all(one.opened <= early for one in found)
    assert not any(one.revision for one in found)


def test_some_were_late_some_returned_some_corrected():
    found = [one for one in stories(Age.OLD) if one]
    deadline = THIRD.cut_off.replace(day=16)
    late = sum(one.sent.date() > deadline for one in found)
    assert 0.08 < late / len(found) < 0.2
    assert 0.1 < sum(bool(one.returned) for one in found) / len(found) < 0.19
    assert 0.1 < sum(bool(one.revision) for one in found) / len(found) < 0.19
