"""Assessments as charts: each with its heading, one-sentence finding, numbers and CSV."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.method.attainment import attainment
from indicators.method.contributions import contributions as split_gap
from indicators.method.criterion import UNCOUNTED, criterion
from indicators.method.facts import Nature, Wanted
from reports.assessment import Assessment, ProgrammeAssessment, TargetAssessment
from reports.charts import classes, contributions, gaps
from reports.charts.tables import Chart
from reports.presenters.files.links import table_links
from reports.presenters.local import LocalShares
from reports.presenters.rows import Link
from reports.presenters.statuses import OFF_TRACK, status_label, target_status
from reports.presenters.values import EMPTY, difference, figure_text, gap_text
from tracker.common.labels import period_label


def gap_chart(state: ProgrammeAssessment, link: Link) -> Chart:
    """All indicators side by side, each on its own way from baseline to target."""
    rows = [_gap(one, one.headline) for one in state.indicators if one.headline is not None]
    words = gaps.Words.translated(_)
    title = _("How far each indicator is from its next target")
    return Chart(
        id="gaps",
        title=title,
        finding=_gap_finding(rows),
        figure=gaps.figure([row for row in rows if row.attainment is not None], words),
        table=gaps.table(rows, words, caption=title),
        files=table_links(link, "gaps"),
        is_illustrative=any(one.is_illustrative for one in state.indicators),
    )


def _gap_finding(rows: list[gaps.Gap]) -> str:
    drawn = [row for row in rows if row.attainment is not None]
    left_out = len(rows) - len(drawn)
    counts = Counter(row.status for row in drawn)
    short = sum(counts[status] for status in OFF_TRACK)
    finding = _("%(short)d of %(drawn)d indicators are short of where they should be.") % {
        "short": short,
        "drawn": len(drawn),
    }
    if left_out:
        finding += " " + _(
            "%(count)d have no way from a baseline to a target and stand only in the table."
        ) % {"count": left_out}
    return finding


def _gap(assessment: Assessment, target: TargetAssessment) -> gaps.Gap:
    judged = target.judgement
    status = target_status(target)
    return gaps.Gap(
        name=assessment.indicator.display_name,
        status=status,
        status_label=status_label(status),
        attainment=judged.attainment if judged else None,
        expected=_expected_share(assessment, target),
        gap_label=gap_text(assessment, target),
        target_label=f"{target.target.wording} ({target.target.year})",
        value_label=figure_text(assessment),
    )


def _expected_share(assessment: Assessment, target: TargetAssessment) -> Decimal | None:
    """Where the trajectory stands today, as a share of the way from baseline to target."""
    judged, baseline = target.judgement, assessment.baseline
    if judged is None or judged.expected_today is None or judged.attainment is None:
        return None
    if baseline is None or baseline.value is None or judged.goal.comparator in UNCOUNTED:
        return None
    bounds = criterion(assessment.measure, judged.goal)
    return attainment(bounds, baseline.value, judged.expected_today)


def class_chart(assessment: Assessment, target: TargetAssessment, link: Link) -> Chart:
    """Urban areas by class against their targets."""
    latest = assessment.latest
    have = latest.classes if latest is not None and latest.classes is not None else {}
    wanted = target.target.classes or {}
    counts = [
        classes.ClassCount(
            label=_("class %(name)s") % {"name": name},
            or_better_label=_("class %(name)s or better") % {"name": name},
            target=wanted.get(name, 0),
            actual=have.get(name, 0) if have else None,
        )
        for name in assessment.indicator.class_order
        if name in wanted or have.get(name)
    ]
    words = classes.Words.translated(_)
    title = _("Urban areas by class against the targets for %(year)d") % {
        "year": target.target.year
    }
    return Chart(
        id=f"classes-{target.target.year}",
        title=title,
        finding=_class_finding(target),
        figure=classes.figure(counts, words),
        table=classes.table(counts, words, caption=title),
        files=table_links(link, "classes", assessment.indicator.code),
        is_illustrative=assessment.is_illustrative,
    )


def _class_finding(target: TargetAssessment) -> str:
    judged = target.judgement
    if judged is None or not judged.class_rows:
        return ""
    short = [row for row in judged.class_rows if row.gap < 0]
    if not short:
        return _("Every class or better reaches its target; a promotion is never a loss.")
    named = ", ".join(
        _("class %(name)s or better lacks %(count)d") % {"name": row.name, "count": -row.gap}
        for row in short
    )
    return _("Still missing: %(named)s.") % {"named": named}


def contribution_chart(
    assessment: Assessment, target: TargetAssessment, local: LocalShares, link: Link
) -> Chart | None:
    """Which local units make the provincial gap; None where it cannot be split."""
    judged = target.judgement
    if judged is None or judged.goal.comparator in UNCOUNTED:
        return None
    reference = criterion(assessment.measure, judged.goal).reference
    if reference is None or not local.figures:
        return None
    indicator = assessment.indicator
    parts = split_gap(local.figures, reference, factor=indicator.factor)
    data = contributions.Contributions(
        shares=tuple(
            contributions.Share(
                local.names[part.unit],
                part.contribution,
                part.value,
                part.weight,
                note=local.notes.get(part.unit, ""),
            )
            for part in parts
        ),
        unit=indicator.display_unit,
        decimals=indicator.decimals,
        is_lower_better=indicator.wanted == Wanted.LOWER,
    )
    words = contributions.Words.translated(_)
    title = _("Which units make the gap to the target for %(year)d") % {"year": target.target.year}
    return Chart(
        id="contributions",
        title=title,
        finding=_contribution_finding(assessment, data, local),
        figure=contributions.figure(data, words),
        table=contributions.table(data, words, caption=title),
        files=table_links(link, "contributions", indicator.code),
        is_illustrative=any(row.nature == Nature.ILLUSTRATIVE for row in local.rows),
    )


def _contribution_finding(
    assessment: Assessment, data: contributions.Contributions, local: LocalShares
) -> str:
    worst = min(data.signed(), key=lambda share: share.contribution)
    total = difference(data.total, assessment.indicator, places=2)
    kept = _kept_sentence(local)
    if worst.contribution >= 0:
        return kept + _(
            "In %(period)s every unit is at or above the target; together %(total)s."
        ) % {
            "period": period_label(local.period),
            "total": total,
        }
    return kept + _(
        "In %(period)s the parts add up to %(total)s;"
        " %(unit)s widens the shortfall most (%(part)s)."
    ) % {
        "period": period_label(local.period),
        "total": total or EMPTY,
        "unit": worst.name,
        "part": difference(worst.contribution, assessment.indicator, places=2),
    }


def _kept_sentence(local: LocalShares) -> str:
    """How many units keep what they reported, because it belongs to no single unit of the day."""
    count = len(local.notes)
    if not count:
        return ""
    sentence = ngettext(
        "%(count)d unit without a single successor keeps its own figure; the table says why.",
        "%(count)d units without a single successor keep their own figures; the table says why.",
        count,
    )
    return f"{sentence % {'count': count}} "
