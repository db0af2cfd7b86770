"""Figures of units and classes meet targets: what comes out at province level."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from assignments.programme.loading import load_programme
from indicators.method.judgement import Status
from indicators.programme_file import parse_programme
from reports.assessment import UnknownIndicatorError, assess_programme
from reports.calendar import open_year
from reports.models import ReportingPeriod
from reports.obligations import obligations_of
from reports.presenters.sentences import target_sentence
from reports.presenters.statuses import target_status
from tests.programmes import SMALL
from tests.reports.figures import bring

TODAY = date(2026, 11, 20)


def one(programme, code, as_of=TODAY):
    (assessment,) = assess_programme(programme, as_of, [code]).indicators
    return assessment


def test_a_published_figure_is_judged_against_both_targets(programme, reviewer):
    bring(programme, reviewer, "urban,42,2025,38.5,,,,official,")
    interim, final = one(programme, "urban").targets
    assert (interim.judgement.status, interim.judgement.gap) == (Status.MISSED, Decimal("-1.5"))
    assert final.judgement.status is Status.BEHIND
    assert final.judgement.gap == Decimal("-6.5")


def test_local_figures_are_summed_never_averaged(programme, reviewer):
    bring(
        programme,
        reviewer,
        "housing,436,2024,,3000,100,,official,",
        "housing,447,2024,,400,10,,official,",
        "housing,448,2024,,0,0,,official,",
    )
    latest = one(programme, "housing").latest
    assert round(latest.value, 9) == Decimal("30.909090909")
    assert latest.coverage == 1


def test_a_silent_unit_lowers_the_coverage_by_its_last_known_denominator(programme, reviewer):
    bring(
        programme,
        reviewer,
        "housing,436,2023,,3000,100,,official,",
        "housing,447,2023,,1500,50,,official,",
        "housing,448,2023,,1500,50,,official,",
        "housing,436,2024,,3100,100,,official,",
        "housing,448,2024,,1500,50,,official,",
    )
    latest = one(programme, "housing").latest
    assert latest.coverage == Decimal("0.75")
    assert one(programme, "housing").targets[0].judgement.met is None


def test_a_figure_of_the_province_goes_before_the_sum_of_its_units(programme, reviewer):
    bring(
        programme,
        reviewer,
        "housing,436,2024,,3000,100,,official,",
        "housing,42,2024,31.2,,,,official,",
    )
    assert one(programme, "housing").latest.value == Decimal("31.2")


def test_classes_come_together_from_their_rows(programme, reviewer):
    bring(programme, reviewer, "towns,42,2025,2,,,II,official,", "towns,42,2025,1,,,III,official,")
    (target,) = one(programme, "towns").targets
    assert one(programme, "towns").latest.classes == {"II": 2, "III": 1}
    assert target.judgement.status is Status.MET


def test_a_pending_figure_does_not_count(programme, reviewer):
    bring(programme, reviewer, "urban,42,2025,38.5,,,,official,", approve=False)
    assert one(programme, "urban").latest is None


def test_another_definition_is_kept_apart(programme, reviewer):
    from reports.imports.figures import import_figures

    content = b"indicator,period,value,definition\nurban,2024,22.5,census\nurban,2024,35,\n"
    import_figures(programme=programme, content=content, by=reviewer, approve=True)
    series = one(programme, "urban").series
    assert [point.value for point in series.own] == [35]
    assert [point.value for point in series.others["census"]] == [Decimal("22.5")]
    assert one(programme, "urban").latest.value == 35


class TestAsOf:
    def test_history_counts_from_the_cut_off_of_its_period(self, programme, reviewer):
        bring(programme, reviewer, "urban,42,2023,33,,,,official,", "urban,42,2024,35,,,,official,")
        assert one(programme, "urban", date(2024, 12, 13)).latest.value == 33
        assert one(programme, "urban", date(2024, 12, 14)).latest.value == 35

    def test_a_correction_on_the_day_of_the_record_takes_its_place(self, programme, reviewer):
        bring(programme, reviewer, "urban,42,2024,35,,,,official,")
        bring(programme, reviewer, "urban,42,2024,36,,,,official,")
        assert one(programme, "urban", date(2025, 1, 31)).latest.value == 36

    def test_a_later_correction_leaves_past_days_as_they_were_seen(self, programme, reviewer):
        with time_machine.travel("2026-03-01T12:00:00+07:00", tick=False):
            bring(programme, reviewer, "urban,42,2025,38,,,,official,")
        with time_machine.travel("2026-06-01T12:00:00+07:00", tick=False):
            bring(programme, reviewer, "urban,42,2025,35,,,,official,")
        assert one(programme, "urban", date(2026, 5, 31)).latest.value == 38
        assert one(programme, "urban", date(2026, 6, 1)).latest.value == 35

    def test_an_amended_target_holds_from_its_day(self, programme, reviewer):
        amended = SMALL.replace("value: 45\n    wording: trên 45%", "value: 44\n    wording: 45%")
        load_programme(parse_programme(amended, "x"), by=reviewer, reason="Nghị quyết mới")
        before = one(programme, "urban", date(2026, 11, 19)).targets[1].target
        after = one(programme, "urban", TODAY).targets[1].target
        assert (before.value, after.value) == (45, 44)


def test_an_unknown_indicator_is_named(programme):
    with pytest.raises(UnknownIndicatorError, match="nowhere"):
        assess_programme(programme, TODAY, ["nowhere"])


def test_the_number_of_queries_does_not_grow(programme, reviewer, django_assert_num_queries):
    bring(
        programme,
        reviewer,
        *(f"urban,42,{year},3{year % 10},,,,,"[:-1] for year in range(2010, 2026)),
    )
    with django_assert_num_queries(5):
        assess_programme(programme, TODAY)


def test_a_percentage_is_a_hundred_times_its_two_parts(programme, reviewer):
    bring(programme, reviewer, "urban,42,2024,,355,1000,,official,")
    assert one(programme, "urban").latest.value == Decimal("35.5")


class TestSuperseded:
    """A measure that ended with 2025: judged up to its last day, shown for ever."""

    @pytest.fixture
    def ended(self, programme, reviewer):
        programme.indicators.filter(code="urban").update(
            superseded_on=date(2026, 1, 1), superseded_basis="Nghị quyết 111"
        )
        bring(
            programme,
            reviewer,
            "urban,42,2025,38.5,,,,official,",
            "urban,42,2026,44,,,,estimate,",
        )
        return programme

    def test_it_is_judged_up_to_its_last_day(self, ended):
        found = one(ended, "urban")
        assert found.is_superseded
        assert found.latest.period.year == 2025
        interim, final = found.targets
        assert (interim.judgement.status, interim.is_superseded) == (Status.MISSED, False)
        assert (final.judgement, final.is_superseded) == (None, True)
        assert found.headline is interim

    def test_before_that_day_nothing_is_special(self, ended):
        found = one(ended, "urban", date(2025, 12, 31))
        assert not found.is_superseded
        assert all(target.judgement is not None for target in found.targets)

    def test_it_says_so_and_why(self, ended):
        found = one(ended, "urban")
        final = found.targets[1]
        assert target_status(final) == "superseded"
        assert "Nghị quyết 111" in target_sentence(found, final)
        assert "01/01/2026" in target_sentence(found, final)

    def test_nobody_owes_a_figure_of_it_any_more(self, ended, units):
        open_year(programme=ended, year=2025, by=None)
        open_year(programme=ended, year=2026, by=None)
        period = ReportingPeriod.objects.filter(programme=ended, quarter=4)
        old, new = period.order_by("year")
        codes = [
            {one.indicator.code for one in obligations_of(units["42-sxd"], at)} for at in (old, new)
        ]
        assert "urban" in codes[0] - codes[1]
