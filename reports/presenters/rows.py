"""One indicator as a row: what overview, list and unit page show of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from assignments.models import Unit
from indicators.method.age import Freshness
from indicators.method.facts import Nature
from reports.assessment import Assessment, TargetAssessment
from reports.charts.bullet import Bullet, Scale, bullet
from reports.charts.sparkline import Sparkline, sparkline
from reports.presenters.statuses import WORST_FIRST, indicator_status, status_label, target_status
from reports.presenters.values import EMPTY, figure_text, gap_text, observation_text
from reports.queries.facts import Owners
from reports.sentences.why import question
from tracker.common.labels import period_label

WHY_ANCHOR = "vi-sao"
"""Where on its page an indicator's own status is explained."""
Link = Callable[..., str]
"""The address of a page at this desk: link(name, *args, **query)."""


@dataclass(frozen=True)
class TargetView:
    """A target in its own words, with its status and a link to its clause."""

    year: int
    wording: str
    clause: str
    clause_url: str
    status: str
    status_label: str
    gap: str
    is_headline: bool

    @property
    def has_gap(self) -> bool:
        """Whether there is a gap to name; milestones and visions have none."""
        return self.gap != EMPTY


@dataclass(frozen=True)
class UnitView:
    """A unit with its page."""

    name: str
    url: str
    is_ended: bool = False
    full_name: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its latest figure, its targets and how it stands."""

    code: str
    name: str
    url: str
    group: str
    status: str
    status_label: str
    value: str
    period: str
    tags: tuple[str, ...]
    headline: TargetView | None
    targets: tuple[TargetView, ...]
    bullet: Bullet
    sparkline: Sparkline
    lead: UnitView | None
    severity: int
    attainment: Decimal | None

    @property
    def question(self) -> str:
        """What somebody asks who sees the status: `Vì sao chậm tiến độ?`."""
        return question(self.status)

    @property
    def why_url(self) -> str:
        """Where that is answered."""
        return f"{self.url}#{WHY_ANCHOR}"

    def target(self, year: int | None) -> TargetView | None:
        """The target of that year, if there is one."""
        return next((one for one in self.targets if one.year == year), None)


def indicator_row(assessment: Assessment, link: Link) -> IndicatorRow:
    """Build the row; every text is in the current language."""
    indicator = assessment.indicator
    status = indicator_status(assessment)
    targets = tuple(target_view(assessment, target, link) for target in assessment.targets)
    headline = next((target for target in targets if target.is_headline), None)
    judged = assessment.headline.judgement if assessment.headline else None
    return IndicatorRow(
        code=indicator.code,
        name=indicator.display_name,
        url=link("indicator", indicator.code),
        group=indicator.group.display_name,
        status=status,
        status_label=status_label(status),
        value=figure_text(assessment),
        period=period_label(assessment.latest.period) if assessment.latest else "",
        tags=figure_tags(assessment),
        headline=headline,
        targets=targets,
        bullet=_bullet(assessment, headline),
        sparkline=_sparkline(assessment),
        lead=lead_view(assessment.owners, link),
        severity=WORST_FIRST.index(status),
        attainment=judged.attainment if judged else None,
    )


def target_view(assessment: Assessment, target: TargetAssessment, link: Link) -> TargetView:
    """One target with its status, gap and clause."""
    row = target.target
    status = target_status(target)
    clause = row.clause.ref if row.clause else ""
    return TargetView(
        year=row.year,
        wording=row.wording,
        clause=clause,
        clause_url=f"{link('clauses')}#{clause_anchor(clause)}" if clause else "",
        status=status,
        status_label=status_label(status),
        gap=gap_text(assessment, target),
        is_headline=target is assessment.headline,
    )


def clause_anchor(ref: str) -> str:
    """The id of a clause on the document page."""
    return "clause-" + ref.replace(" ", "-")


def lead_view(owners: Owners, link: Link) -> UnitView | None:
    """The lead unit, marked where it no longer exists."""
    return unit_view(owners.lead, link) if owners.lead else None


def unit_view(unit: Unit, link: Link) -> UnitView:
    """A unit with its page."""
    return UnitView(unit.label, link("unit", unit.code), unit.has_ended, unit.name)


def figure_tags(assessment: Assessment) -> tuple[str, ...]:
    """What must be said beside the figure: estimate, illustrative, partial, stale."""
    latest = assessment.latest
    tags = [_("no longer measured")] if assessment.is_superseded else []
    if latest is None:
        return tuple(tags)
    if latest.nature is Nature.ESTIMATE:
        tags.append(_("estimate"))
    if latest.nature is Nature.ILLUSTRATIVE:
        tags.append(_("illustrative"))
    if latest.coverage < 1:
        tags.append(_("partial"))
    if assessment.judgement.freshness is Freshness.STALE:
        tags.append(_("stale"))
    elif assessment.judgement.freshness is Freshness.LATE:
        tags.append(_("late"))
    return tuple(tags)


def _bullet(assessment: Assessment, headline: TargetView | None) -> Bullet:
    target = assessment.headline
    value = assessment.judgement.value
    if target is None or target.judgement is None or headline is None or value is None:
        return Bullet()
    row, baseline = target.target, assessment.baseline
    usable = baseline is not None and not baseline.definition
    aim = Decimal(100) if row.comparator == "full" else row.value
    if aim is None and row.low is None:
        return Bullet()
    label = _("%(value)s, target %(target)s") % {
        "value": figure_text(assessment),
        "target": headline.wording,
    }
    return bullet(
        value,
        Scale(
            baseline=baseline.value if usable and baseline else None,
            target=aim,
            low=row.low,
            high=row.high,
        ),
        expected=target.judgement.expected_today,
        label=label,
    )


def _sparkline(assessment: Assessment) -> Sparkline:
    points = [(one.period.position, one.value) for one in assessment.series.own]
    known = [value for _position, value in points if value is not None]
    if len(known) < 2:
        return sparkline(points)
    label = _("from %(first)s to %(last)s") % {
        "first": figure_at(assessment, 0),
        "last": figure_at(assessment, -1),
    }
    return sparkline(points, label=label)


def figure_at(assessment: Assessment, place: int) -> str:
    """The figure at a place of the own series, with its period."""
    known = [one for one in assessment.series.own if one.value is not None]
    if not known:
        return EMPTY
    one = known[place]
    return f"{observation_text(assessment, one)} ({period_label(one.period)})"
