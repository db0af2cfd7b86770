"""The demonstration of reporting: every state to be seen, nothing begun for the newcomer."""

from assignments.models import Unit
from indicators.models import Programme
from reports.calendar import current_period
from reports.models import Extension, Figure, Notification, Reminder, Report, ReportingPeriod
from reports.obligations import obligations_of
from tests.conftest import TODAY
from tracker.accounts.demonstration import DEMONSTRATION_ACCOUNTS
from tracker.audit.models import Event

HA_TINH = "ha-tinh-15-ctr-tu"


def states(code):
    year, quarter = code.split("-Q")
    rows = Report.objects.filter(period__year=year, period__quarter=quarter)
    return {row.unit.code: row.state for row in rows.select_related("unit")}


def test_both_calendars_are_open_and_all_but_two_quarters_locked(loaded):
    for programme in Programme.objects.all():
        periods = ReportingPeriod.objects.filter(programme=programme)
        assert [str(one.period) for one in periods if not one.is_locked] == ["2026-Q3", "2026-Q4"]
        assert len(periods) == 8


def test_reports_stand_in_every_state(loaded):
    assert states("2026-Q3") == {
        "18073": "approved", "18100": "approved", "18115": "approved", "18652": "approved",
        "42-skhcn-2025": "approved", "18118": "approved", "18172": "approved",
        "18229": "submitted", "18133": "returned",
    }  # fmt: skip
    assert states("2026-Q4") == {
        "18073": "draft", "18100": "submitted", "18115": "draft", "18406": "draft",
        "18484": "submitted", "18652": "returned", "42-skhcn-2025": "draft", "42-snnmt": "approved",
    }  # fmt: skip


def test_some_were_late_and_an_extension_makes_the_difference(loaded):
    late = Report.objects.filter(is_late=True).values_list("unit__code", flat=True)
    assert sorted(late) == ["18118", "18229"]
    granted = Extension.objects.get(granted_until__isnull=False)
    assert granted.unit.code == "18172"
    assert Extension.objects.get(decided_at=None).unit.code == "18406"


def test_the_newcomers_report_is_owed_and_not_begun(loaded):
    unit = Unit.objects.get(code="42-sxd-2025")
    current = current_period(Programme.objects.get(code=HA_TINH))
    assert str(current.period) == "2026-Q4"
    assert obligations_of(unit, current)
    assert not Report.objects.filter(unit=unit).exists()


def test_what_was_approved_is_marked_as_illustrative(loaded):
    approved = Figure.objects.filter(approved_by__username="vanphong")
    assert approved.exists()
    assert {figure.nature for figure in Figure.objects.filter(note__contains="Tổng hợp")} == {
        "illustrative"
    }


def test_the_ledger_tells_it_on_the_days_on_which_it_happened(loaded):
    sent = Event.objects.get(verb="report.submitted", subject_key="18073/2026-Q3/1")
    assert (sent.actor.username, sent.happened_at.date().isoformat()) == ("phuong", "2026-09-13")
    assert Report.objects.get(unit__code="18118", period__quarter=3).first_submitted_on == (
        TODAY.replace(month=9, day=19)
    )


def test_the_chased_units_were_chased_and_people_have_mail(loaded):
    chased = Reminder.objects.values_list("unit__code", flat=True)
    assert sorted(chased) == ["18754", "18781", "18823"]
    assert not Reminder.objects.filter(sent_at=None).exists()
    people = set(Notification.objects.values_list("person__username", flat=True))
    assert {"vanphong", "phuong"} <= people


def test_the_helper_cannot_sign_in(loaded):
    assert "canbo-minh-hoa" not in {account.username for account in DEMONSTRATION_ACCOUNTS}
    helper = Report.objects.get(unit__code="18100", period__quarter=3).created_by
    assert helper.username == "canbo-minh-hoa"
    assert helper.is_demonstration
    assert not helper.has_usable_password()
