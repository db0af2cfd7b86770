"""The reporting calendar: years of periods, and requests for more time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reports.forms.oversight import DatesForm, PlanLockForm
from reports.models import Extension, ReportingPeriod
from reports.models.calendar import PeriodState
from reports.presenters.rows import Link
from tracker.common.labels import day_label, period_label

_LOOKS = {
    PeriodState.AHEAD: ("none", "dash"),
    PeriodState.OPEN: ("submitted", "clock"),
    PeriodState.CLOSING: ("returned", "warning"),
    PeriodState.OVERDUE: ("overdue", "cross"),
    PeriodState.LOCKED: ("approved", "lock"),
}


@dataclass(frozen=True)
class PeriodLine:
    """One period; the form and addresses are used by the Office only."""

    code: str
    label: str
    window: str
    deadline: str
    state: str
    look: str
    icon: str
    locked: str
    locks_on: str
    is_locked: bool
    is_current: bool
    form: DatesForm
    plan_form: PlanLockForm
    dates_url: str
    lock_url: str
    plan_url: str
    reopen_url: str


@dataclass(frozen=True)
class Year:
    """The periods of a year."""

    year: int
    lines: tuple[PeriodLine, ...]


@dataclass(frozen=True)
class Request:
    """A request for more time and what became of it."""

    key: int
    unit: str
    period: str
    reason: str
    asked: str
    wanted: str
    wanted_day: date
    deadline: str
    answer: str
    outcome: str
    is_decided: bool
    url: str


def years(
    periods: Sequence[ReportingPeriod], day: date, link: Link, wrong: Mapping[int, DatesForm]
) -> tuple[Year, ...]:
    """The newest year first, its quarters in order; `wrong` holds forms to be put right, by key."""
    newest_first = sorted(periods, key=lambda period: (-period.year, period.quarter))
    return tuple(
        Year(year, tuple(_line(one, day, link, wrong.get(one.pk)) for one in members))
        for year, members in groupby(newest_first, key=lambda period: period.year)
    )


def _line(period: ReportingPeriod, day: date, link: Link, wrong: DatesForm | None) -> PeriodLine:
    state = period.state_on(day)
    look, icon = _LOOKS[state]
    code = str(period.period)
    dates = {name: getattr(period, name) for name in DatesForm.base_fields}
    return PeriodLine(
        code=code,
        label=period_label(period.period),
        window=f"{day_label(period.starts_on)} – {day_label(period.cut_off)}",
        deadline=day_label(period.deadline),
        state=str(state.label),
        look=look,
        icon=icon,
        locked=_locked(period),
        locks_on=_locks_on(period),
        is_locked=period.is_locked,
        is_current=period.starts_on <= day <= period.cut_off,
        form=wrong or DatesForm(initial=dates, auto_id=f"{code}-%s"),
        plan_form=PlanLockForm(initial={"lock_on": period.lock_on}, auto_id=f"{code}-%s"),
        dates_url=link("period_dates", code),
        lock_url=link("period_lock", code),
        plan_url=link("period_plan_lock", code),
        reopen_url=link("period_reopen", code),
    )


def _locked(period: ReportingPeriod) -> str:
    """By whom and when it was locked."""
    if period.locked_at is None:
        return ""
    who = period.locked_by.full_name if period.locked_by else ""
    return _("%(who)s, %(day)s") % {"who": who, "day": day_label(localdate(period.locked_at))}


def _locks_on(period: ReportingPeriod) -> str:
    """When it locks by itself, and who ordered it; nothing where nobody has."""
    if period.lock_on is None:
        return ""
    who = period.lock_planned_by.full_name if period.lock_planned_by else ""
    return _("%(sentence)s (%(who)s)") % {"sentence": locks_on_text(period), "who": who}


def locks_on_text(period: ReportingPeriod) -> str:
    """`locks by itself on 21/12/2026`; nothing where that was not ordered."""
    if period.lock_on is None:
        return ""
    return _("locks by itself on %(day)s") % {"day": day_label(period.lock_on)}


def requests(extensions: Sequence[Extension], link: Link) -> tuple[Request, ...]:
    """Undecided requests first, oldest first; then the decided, newest first."""
    waiting = [one for one in extensions if one.decided_at is None]
    decided = [one for one in extensions if one.decided_at is not None]
    ordered = sorted(waiting, key=lambda one: one.pk) + sorted(decided, key=lambda one: -one.pk)
    return tuple(_request(one, link) for one in ordered)


def _request(one: Extension, link: Link) -> Request:
    return Request(
        key=one.pk,
        unit=one.unit.name,
        period=period_label(one.period.period),
        reason=one.reason,
        asked=_("%(who)s, %(day)s")
        % {"who": one.asked_by.full_name, "day": day_label(localdate(one.asked_at))},
        wanted=day_label(one.wanted_until),
        wanted_day=one.wanted_until,
        deadline=day_label(one.period.deadline),
        answer=one.answer,
        outcome=_outcome(one),
        is_decided=one.decided_at is not None,
        url=link("extension_decide", str(one.pk)),
    )


def _outcome(one: Extension) -> str:
    if one.decided_at is None:
        return _("undecided")
    if one.granted_until is None:
        return _("declined")
    return _("granted until %(day)s") % {"day": day_label(one.granted_until)}
