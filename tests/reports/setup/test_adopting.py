"""What storing would do is found by doing it, whatever it would be refused for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assignments.models import Unit
from assignments.programme.loading import load_programme
from assignments.programme.spec import spec_of
from assignments.units_file import parse_units
from indicators.models import Target
from indicators.plain_table import PlainHead, PlainRow, build, understand
from indicators.plain_table.units import UnknownNameError
from indicators.programme_file import SectionSpec, TaskSpec
from reports.claiming import LostRaceError
from reports.models import DraftKind, ReportingPeriod, SetupDraft
from reports.observing.keeping import state_of
from reports.setup.adopting import (
    adopt_programme,
    adopt_units,
    begin_calendar,
    rehearse_programme,
    unit_names,
)
from reports.setup.drafts import begin
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError, SentenceError


def amended(programme, **more):
    """The programme with another number in its first target."""
    spec = spec_of(programme)
    first = spec.indicators[0]
    target = replace(first.targets[0], value=first.targets[0].value + 1)
    changed = replace(first, targets=(target, *first.targets[1:]), **more)
    return replace(spec, indicators=(changed, *spec.indicators[1:]))


def rehearsed(spec, by):
    return rehearse_programme(spec, by=by, kind=DraftKind.FILE)


def test_a_rehearsal_counts_and_leaves_nothing_behind(programme, administrator):
    spec, before = amended(programme), Event.objects.count()
    found = rehearsed(spec, administrator)
    assert (found.needs_reason, found.is_new, found.refusal) == (True, False, "")
    assert found.applied.changed == 1
    assert not Target.objects.filter(value=spec.indicators[0].targets[0].value).exists()
    assert Event.objects.count() == before


def test_a_refusal_behind_a_missing_reason_is_told_too(programme, administrator):
    found = rehearsed(amended(programme, lead="42-khong"), administrator)
    assert found.applied is None
    assert "42-khong" in found.refusal


def of_a_table(count, **more):
    """A new programme of so many rows."""
    head = PlainHead(
        "moi", "Chương trình", "Tỉnh ủy", date(2022, 9, 30), "42", "42-vptu", (2025, 2030)
    )
    cells = {"unit": "%", "lead": "42-sxd"}
    rows = [PlainRow({"name": f"Số {n}", **cells}, {2025: "trên 40%"}) for n in range(count)]
    names = unit_names("42", date(2026, 11, 20))
    spec = build(head, understand(rows, names)).spec
    return replace(spec, **more)


def test_looking_at_a_new_table_writes_nothing_however_long_it_is(
    units, administrator, django_assert_num_queries
):
    for count in (2, 30):
        spec = of_a_table(count)
        with django_assert_num_queries(2):
            found = rehearse_programme(spec, by=administrator, kind=DraftKind.TABLE)
        assert (found.applied.new, found.is_new, found.refusal) == (1 + 2 * count, True, "")


def test_a_new_table_is_refused_for_what_storing_it_would_be(units, administrator):
    spec = of_a_table(1, monitor="42-khong")
    found = rehearse_programme(spec, by=administrator, kind=DraftKind.TABLE)
    draft = begin(kind=DraftKind.TABLE, by=administrator)
    with pytest.raises(SentenceError) as caught:
        adopt_programme(draft=draft, spec=spec, version=1, reason="", by=administrator)
    assert (found.applied, found.refusal) == (None, str(caught.value))
    assert SetupDraft.objects.filter(pk=draft.pk).exists()


SECTION = SectionSpec("1", "Quy hoạch")
TASK = TaskSpec("1.1", "1", "Lập quy hoạch chung.", "Quy hoạch chung", lead="42-sxd")


@pytest.mark.parametrize("held", ["nothing more", "a task", "a coordinating unit"])
def test_a_table_is_refused_where_it_would_wipe_what_no_table_says(programme, administrator, held):
    spec = spec_of(programme)
    if held == "a task":
        more = replace(spec, sections=(SECTION,), tasks=(TASK,))
        load_programme(more, by=administrator)
    elif held == "a coordinating unit":
        first = replace(spec.indicators[0], coordinating=("42-vptu",))
        load_programme(replace(spec, indicators=(first, *spec.indicators[1:])), by=administrator)
    found = rehearse_programme(spec, by=administrator, kind=DraftKind.TABLE)
    assert bool(found.refusal) is (held != "nothing more")
    assert (found.applied is None) is bool(found.refusal)


def test_what_the_pages_read_is_kept_when_a_programme_is_stored(units, administrator):
    draft = begin(kind=DraftKind.TABLE, by=administrator)
    facts = {"draft": draft, "spec": of_a_table(2), "version": 1, "reason": ""}
    programme = adopt_programme(**facts, by=administrator)
    assert state_of(programme).not_kept == []


def test_units_of_a_draft_are_loaded_once(administrator, db):
    text = (
        "province: {code: '42', name: Tỉnh Hà Tĩnh, short_name: Hà Tĩnh, name_en: Ha Tinh}\n"
        "units:\n- {code: '42', name: Tỉnh Hà Tĩnh, kind: province}\n"
    )
    draft = begin(kind=DraftKind.UNITS, by=administrator, text=text)
    facts = {"draft": draft, "file": parse_units(text, "u"), "by": administrator}
    with pytest.raises(LostRaceError):
        adopt_units(**facts, version=2)
    assert not Unit.objects.filter(code="42").exists()
    assert adopt_units(**facts, version=1).new == 1
    with pytest.raises(LostRaceError):
        adopt_units(**facts, version=1)


def test_a_unit_that_ended_is_known_by_its_code_alone(units):
    names = unit_names("42", date(2026, 11, 20))
    assert (names.code("447"), names.code("sở xây dựng")) == ("447", "42-sxd")
    with pytest.raises(UnknownNameError):
        names.code("Huyện Kỳ Anh")


def test_only_administrators_store_a_programme(programme, reviewer):
    draft = begin(kind=DraftKind.FILE, by=reviewer)
    facts = {"draft": draft, "spec": amended(programme), "version": 1, "reason": "x"}
    with pytest.raises(NotAllowedError):
        adopt_programme(**facts, by=reviewer)
    assert not Target.objects.filter(value=Decimal(41)).exists()
    with pytest.raises(NotAllowedError):
        begin_calendar(programme=programme, by=reviewer)


def test_a_calendar_begins_once(programme, administrator):
    ReportingPeriod.objects.filter(programme=programme).delete()
    made = [begin_calendar(programme=programme, by=administrator) for _click in range(2)]
    assert [[str(one.period) for one in each] for each in made] == [["2026-Q4"], []]
    assert Event.objects.filter(verb="calendar.begun").count() == 1
