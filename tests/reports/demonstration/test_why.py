"""Both real programmes on several days: every status is explained by arithmetic that is right."""

from datetime import date

import pytest

from indicators.models import Programme
from reports.assessment import assess_programme
from reports.presenters.why import why_view
from tests.conftest import TODAY
from tests.indicators.method.recomputing import check_working

DAYS = [date(2023, 3, 31), date(2025, 6, 30), date(2026, 1, 20), TODAY]


@pytest.mark.parametrize("code", ["ha-tinh-15-ctr-tu", "thanh-hoa-57-kh-tu"])
def test_every_status_is_explained(loaded, code):
    programme = Programme.objects.get(code=code)
    for day in DAYS:
        indicators = assess_programme(programme, day).indicators
        for assessment in indicators:
            check(assessment)


def check(assessment):
    """One status of the indicator itself; the written lines are those of the judgement."""
    views = [why_view(assessment, target, {}) for target in assessment.targets]
    assert [view.anchor for view in views].count("vi-sao") == 1
    for view, target in zip(views, assessment.targets, strict=True):
        assert bool(view.parts) is (target.judgement is not None)
        if target.judgement is not None:
            told = check_working(target.judgement, assessment.judgement)
            assert sum(len(part.sums) for part in view.parts) == len(told.lines)
