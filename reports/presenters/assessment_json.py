"""An assessment as JSON: decimals as strings, what is absent as null."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.method.facts import Observation
from indicators.method.pace import RecentPace
from indicators.method.projection import Projection
from reports.assessment import Assessment, ProgrammeAssessment, TargetAssessment
from reports.presenters.sentences import target_sentence
from reports.presenters.statuses import target_status
from tracker.common.decimals import plain

_PLACES = Decimal("1e-9")


def as_json(state: ProgrammeAssessment) -> dict[str, Any]:
    """The whole judgement, ready for json.dumps."""
    return {
        "programme": state.programme.code,
        "as_of": state.as_of.isoformat(),
        "indicators": [_indicator(one) for one in state.indicators],
    }


def _indicator(one: Assessment) -> dict[str, Any]:
    latest, judgement = one.latest, one.judgement
    return {
        "code": one.indicator.code,
        "unit": one.indicator.unit,
        **_figure(latest),
        "freshness": judgement.freshness.value if judgement.freshness else None,
        "age_months": judgement.age_months,
        "coverage": _number(latest.coverage) if latest else None,
        "baseline": _baseline(one),
        "recent_pace": _number(judgement.recent_pace.mean) if judgement.recent_pace else None,
        "trend": _trend(judgement.recent_pace),
        "superseded_on": _day(one.indicator.superseded_on) if one.is_superseded else None,
        "warnings": [warning.value for warning in judgement.warnings],
        "targets": [_target(one, target) for target in one.targets],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _figure(latest: Observation | None) -> dict[str, Any]:
    if latest is None:
        names = ("value", "numerator", "denominator", "classes", "done_on", "period", "nature")
        return dict.fromkeys(names)
    return {
        "value": _number(latest.value),
        "numerator": _number(latest.numerator),
        "denominator": _number(latest.denominator),
        "classes": _counts(latest.classes),
        "done_on": latest.done_on.isoformat() if latest.done_on else None,
        "period": str(latest.period),
        "nature": latest.nature.value,
    }


def _baseline(one: Assessment) -> dict[str, Any] | None:
    row = one.baseline
    if row is None:
        return None
    return {
        "year": row.year,
        "value": _number(row.value),
        "classes": _counts(row.classes),
        "source": row.source,
        "nature": row.nature,
        "same_definition": not row.definition,
    }


def _trend(pace: RecentPace | None) -> dict[str, Any] | None:
    if pace is None:
        return None
    return {
        "theil_sen": _number(pace.theil_sen),
        "points": len(pace.points),
        "unstable": pace.is_unstable,
    }


def _target(one: Assessment, target: TargetAssessment) -> dict[str, Any]:
    row, judged = target.target, target.judgement
    stated = {
        "year": row.year,
        "comparator": row.comparator,
        "value": _number(row.value),
        "low": _number(row.low),
        "high": _number(row.high),
        "classes": _counts(row.classes),
        "due": row.due.isoformat() if row.due else None,
        "wording": row.wording,
        "clause": row.clause.ref if row.clause else None,
    }
    if judged is None:
        return stated | dict.fromkeys(_JUDGED) | {"status": target_status(target)}
    return stated | {
        "met": judged.met,
        "verdict": judged.verdict.value if judged.verdict else None,
        "gap": _number(judged.gap),
        "relative_gap": _number(judged.relative_gap),
        "missing": judged.missing,
        "attainment": _number(judged.attainment),
        "attainment_reason": judged.attainment_reason.value if judged.attainment_reason else None,
        "share_of_target": _number(judged.share_of_target),
        "expected": _number(judged.expected),
        "expected_today": _number(judged.expected_today),
        "ratio": _number(judged.ratio),
        "status": judged.status.value,
        "reason": judged.reason.value,
        "slipping": judged.slipping,
        "error": judged.error.value if judged.error else None,
        "sentence": target_sentence(one, target),
        "required_pace": _number(judged.required_pace),
        "pace_ratio": _number(judged.pace_ratio),
        "projection": _projection(judged.projection),
    }


_JUDGED = (
    *("met", "verdict", "gap", "relative_gap", "missing", "attainment", "attainment_reason"),
    *("share_of_target", "expected", "expected_today", "ratio", "reason", "slipping", "error"),
    *("sentence", "required_pace", "pace_ratio", "projection"),
)


def _projection(projection: Projection | None) -> dict[str, Any] | None:
    if projection is None:
        return None
    return {
        "point": _number(projection.point),
        "low": _number(projection.low),
        "high": _number(projection.high),
        "outlook": projection.outlook.value,
        "half_pace_outlook": projection.half_pace_outlook.value,
    }


def _number(value: Decimal | None) -> str | None:
    """As text, at most nine decimals, no exponent, no trailing zeros."""
    if value is None:
        return None
    return plain(value if value == value.to_integral_value() else _nine(value))


def _nine(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    is_long = isinstance(exponent, int) and exponent < -9
    return value.quantize(_PLACES) if is_long else value


def _counts(classes: Mapping[str, int] | None) -> dict[str, int] | None:
    return None if classes is None else dict(classes)
