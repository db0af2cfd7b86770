"""Freezing a meeting: by the Office, once, for good; whatever changes later is not in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction

from assignments.models import Unit
from indicators.models import Indicator, Target
from reports.exports.meeting.annex import annex_docx
from reports.exports.meeting.one_page import one_page_pdf
from reports.exports.meeting.storage import digest, from_json, mark_of, to_json
from reports.exports.meeting.workbook import meeting_book
from reports.meetings import LookAgainError, MeetingError
from reports.models import Snapshot
from reports.presenters.meeting.content import meeting_content
from reports.presenters.oversight.ledger import Names, ledger_line
from reports.queries.snapshots import (
    TamperedError,
    frozen_content,
    meeting_before,
    snapshot,
    snapshots_of,
)
from tests.reports.figures import bring
from tests.reports.oversight_cast import NOT_THE_OFFICE, on, periods_of
from tests.reports.views.meetings.cast import (
    HELD,
    NAME,
    TODAY,
    figures,
    freeze_meeting,
    tamper,
)
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

CONTESTS = "tests.reports.meeting_contest"
YEAR_LATER = date(2027, 11, 20)


@pytest.fixture
def frozen(programme, reviewer) -> Snapshot:
    figures(programme, reviewer)
    return freeze_meeting(programme, reviewer)


def read_again(stored):
    return snapshot(stored.programme, stored.pk)


def present(programme, by, held_on=HELD):
    return meeting_content(
        programme=programme,
        period=periods_of(programme)["2026-Q3"],
        as_of=TODAY,
        meeting=NAME,
        held_on=held_on,
        by=by,
    )


def test_the_office_freezes_what_the_papers_say_now(programme, reviewer, frozen):
    stored = read_again(frozen)
    assert (stored.title, stored.held_on, stored.as_of) == (NAME, HELD, TODAY)
    assert (stored.year, stored.quarter, stored.frozen_by) == (2026, 3, reviewer)
    assert frozen_content(stored) == present(programme, reviewer)
    assert [one.code for one in frozen_content(stored).lines][:2] == ["urban", "housing"]
    assert stored.digest == digest(stored.content)


def test_the_ledger_tells_of_it_with_the_digest(frozen):
    event = Event.objects.get(verb="meeting.frozen")
    assert (event.programme_code, event.after["digest"]) == ("small", frozen.digest)
    assert NAME in ledger_line(event, Names({}, {})).what


@pytest.mark.parametrize("who", NOT_THE_OFFICE)
def test_nobody_else_freezes(programme, request, who):
    with pytest.raises(NotAllowedError):
        freeze_meeting(programme, request.getfixturevalue(who))
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"meeting": " \t "},
        {"meeting": "x" * 201},
        {"as_of": TODAY + timedelta(days=1), "held_on": TODAY + timedelta(days=2)},
        {"as_of": date(2022, 9, 29)},
        {"as_of": date(2026, 6, 14)},
        {"held_on": TODAY - timedelta(days=1)},
        {"held_on": TODAY + timedelta(days=367)},
        {"period": "2026-Q4", "as_of": date(2026, 9, 14)},
    ],
)
def test_a_meeting_that_makes_no_sense_is_a_sentence(programme, reviewer, wrong):
    with pytest.raises(MeetingError) as refused:
        freeze_meeting(programme, reviewer, **wrong)
    assert str(refused.value).endswith(".")
    assert not Snapshot.objects.exists()
    assert not Event.objects.filter(verb="meeting.frozen").exists()


def test_a_quarter_of_another_programme_is_refused(programme, reviewer):
    period = periods_of(programme)["2026-Q3"]
    period.programme_id += 1
    with pytest.raises(MeetingError):
        from reports.meetings import freeze

        day = {"held_on": HELD, "as_of": TODAY}
        freeze(programme=programme, period=period, meeting=NAME, by=reviewer, **day)


@pytest.mark.parametrize("name", [NAME, f"  {NAME.replace(' ', '   ')}\n", "decomposed"])
def test_the_same_meeting_is_frozen_once(programme, reviewer, frozen, name):
    import unicodedata

    typed = unicodedata.normalize("NFD", NAME) if name == "decomposed" else name
    with pytest.raises(MeetingError, match="Hội nghị"):
        freeze_meeting(programme, reviewer, meeting=typed)
    assert Snapshot.objects.get() == frozen


def test_another_name_or_day_is_another_meeting(programme, reviewer, frozen):
    freeze_meeting(programme, reviewer, meeting=f"{NAME} (bổ sung)")
    freeze_meeting(programme, reviewer, held_on=HELD + timedelta(days=7))
    days = [one.held_on for one in snapshots_of(programme)]
    assert days == [HELD + timedelta(days=7), HELD, HELD]


def test_the_meeting_before_is_compared_with(programme, reviewer, frozen):
    bring(programme, reviewer, "urban,42,2025,41,,,,official,")
    later = freeze_meeting(programme, reviewer, held_on=HELD + timedelta(days=7))
    content = frozen_content(later)
    assert content.since == f"{NAME} (25/11/2026)"
    (change,) = content.changes
    assert (change.code, change.before, change.after) == (
        *("urban", "38,5\u00a0%* (2025)", "41,0\u00a0% (2025)"),
    )
    earlier = freeze_meeting(programme, reviewer, meeting="Trước", held_on=TODAY)
    assert frozen_content(earlier).since == ""


def test_an_estimate_that_becomes_official_is_a_change(programme, reviewer):
    """The number is the same; what it rests on is not."""
    bring(programme, reviewer, "urban,42,2025,41,,,,estimate,")
    freeze_meeting(programme, reviewer)
    bring(programme, reviewer, "urban,42,2025,41,,,,official,")
    later = freeze_meeting(programme, reviewer, held_on=HELD + timedelta(days=7))
    (change,) = frozen_content(later).changes
    assert (change.before, change.after) == (*("41,0\u00a0% (2025; ước)", "41,0\u00a0% (2025)"),)


def test_a_meeting_put_together_anew_is_not_compared_with_itself(programme, reviewer, frozen):
    bring(programme, reviewer, "urban,42,2025,41,,,,official,")
    day = HELD + timedelta(days=7)
    freeze_meeting(programme, reviewer, held_on=day)
    anew = freeze_meeting(programme, reviewer, held_on=day, meeting=f"{NAME} (bổ sung)")
    assert frozen_content(anew).since == f"{NAME} (25/11/2026)"
    assert [one.code for one in frozen_content(anew).changes] == ["urban"]


class TestWhatWasSeen:
    """Only what was looked at is frozen."""

    def test_the_same_a_minute_later(self, programme, reviewer):
        figures(programme, reviewer)
        seen = mark_of(present(programme, reviewer))
        with time_machine.travel("2026-11-20T15:00:00+07:00", tick=False):
            stored = freeze_meeting(programme, reviewer, seen=seen)
        assert frozen_content(stored).head.made_at == "20/11/2026 15:00"

    @pytest.mark.parametrize("seen", ["", "0" * 64])
    def test_something_else_is_not_frozen(self, programme, reviewer, seen):
        figures(programme, reviewer)
        with pytest.raises(LookAgainError):
            freeze_meeting(programme, reviewer, seen=seen)
        assert not Snapshot.objects.exists()

    def test_every_part_of_the_papers_counts(self, programme, reviewer):
        figures(programme, reviewer)
        seen = mark_of(present(programme, reviewer))
        bring(programme, reviewer, "urban,42,2025,38.5,,,,official,")
        with pytest.raises(LookAgainError):
            freeze_meeting(programme, reviewer, seen=seen)


def test_a_damaged_meeting_does_not_keep_the_next_from_being_frozen(programme, reviewer, frozen):
    later = freeze_meeting(programme, reviewer, held_on=HELD + timedelta(days=7))
    tamper(later, digest="0" * 64)
    name, _content = meeting_before(programme, HELD + timedelta(days=30))
    assert name == f"{NAME} (25/11/2026)"


def change_everything(programme, reviewer):
    """New figures, other targets, names and units, a year later."""
    with on(YEAR_LATER):
        bring(programme, reviewer, "urban,42,2025,44.4,,,,official,")
        bring(programme, reviewer, "urban,42,2026,49,,,,official,sửa")
        Target.objects.update(wording="khác", value=99)
        Indicator.objects.update(name="Tên khác", unit="ha", decimals=3)
        Unit.objects.update(name="Đơn vị khác")


def test_a_year_later_the_papers_say_the_same(programme, reviewer, frozen):
    before = frozen_content(read_again(frozen))
    annex, book = annex_docx(before, is_frozen=True), meeting_book(before)
    page = one_page_pdf(before, is_frozen=True)
    change_everything(programme, reviewer)
    assert present(programme, reviewer) != before
    with on(YEAR_LATER):
        again = frozen_content(read_again(frozen))
        assert again == before
        assert annex_docx(again, is_frozen=True) == annex
        assert meeting_book(again) == book
        assert one_page_pdf(again, is_frozen=True) == page


def test_what_was_frozen_before_there_was_a_field_still_prints(programme, reviewer, frozen):
    """Meetings frozen by an earlier version lack what came later; their check sum still holds."""
    content = to_json(frozen_content(frozen))
    del content["head"]["report_number"]
    for line in content["completeness"]:
        del line["is_late"]
    again = from_json(content)
    assert again.head.report_number == ""
    assert meeting_book(again, is_frozen=True)
    assert annex_docx(again, is_frozen=True)
    assert one_page_pdf(again, is_frozen=True)


def test_content_goes_through_json_unchanged(programme, reviewer, frozen):
    content = present(programme, reviewer)
    assert from_json(to_json(content)) == content


def test_the_database_refuses_to_change_a_frozen_meeting(frozen):
    rows = Snapshot.objects.filter(pk=frozen.pk)
    for deed in (lambda: rows.update(title="khác"), rows.delete, frozen.save):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()
    assert rows.get().title == NAME


def test_a_changed_row_prints_nothing(frozen):
    content = to_json(frozen_content(frozen))
    content["sentence"] = "Tất cả đều đạt."
    for changed in (
        {"content": content},
        {"content": content, "digest": digest(content)},
        {"digest": "0" * 64},
        {"title": "Hội nghị khác"},
        {"as_of": TODAY - timedelta(days=1)},
    ):
        kept = {name: getattr(frozen, name) for name in changed}
        tamper(frozen, **changed)
        with pytest.raises(TamperedError):
            frozen_content(read_again(frozen))
        tamper(frozen, **kept)
    assert frozen_content(read_again(frozen)).head.meeting == NAME


def test_content_that_cannot_be_read_any_more_is_a_sentence(frozen, monkeypatch):
    from reports.queries import snapshots

    def unreadable(_stored):
        raise snapshots.StorageError("another version")

    monkeypatch.setattr(snapshots, "from_json", unreadable)
    with pytest.raises(TamperedError):
        frozen_content(read_again(frozen))


def test_two_people_freeze_the_same_meeting(contest):
    found = contest("freezes")
    assert sorted(found["told"]) == ["MeetingError"] * 3 + ["ok"]
    assert (found["frozen"], found["told_in_ledger"]) == (1, 1)
