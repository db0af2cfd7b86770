"""The head of the unit's pages: which report, where it stands, until when, and what may be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assignments.permissions import UNIT_ROLES, has_role
from reports.models import Report, ReportState
from reports.presenters.entry.progress import is_done
from reports.presenters.entry.words import left_text
from reports.presenters.rows import Link
from reports.queries.sheet import Sheet
from reports.workflow import RULES, Verb, WrongStateError, check_can
from tracker.accounts.models import User
from tracker.common.errors import NotAllowedError
from tracker.common.labels import day_label, period_label


@dataclass(frozen=True)
class Viewer:
    """Who looks, and how addresses of the unit's pages and of the programme's are made."""

    user: User
    link: Link
    desk_link: Link


@dataclass(frozen=True)
class Act:
    """A button: what it does, whether it can be pressed now, and if not, why."""

    verb: str
    label: str
    is_primary: bool = False
    needs_reason: bool = False
    why_not: str = ""

    @property
    def is_enabled(self) -> bool:
        """Whether the person may press it now."""
        return not self.why_not


@dataclass(frozen=True)
class Head:
    """What stands above the grid and above the check."""

    unit: str
    period: str
    state: str
    state_word: str
    deadline: str
    left: str
    is_late: bool
    revision: str
    returned: str
    title: str
    done: int
    total: int
    why_closed: str
    grid_url: str
    check_url: str
    work_url: str
    form_url: str
    is_own: bool


def report_head(sheet: Sheet, viewer: Viewer) -> Head:
    """The head of a report's pages for this person."""
    report, lines, link = sheet.report, sheet.lines, viewer.link
    return Head(
        unit=report.unit.name,
        period=period_label(report.period.period),
        state=report.state,
        state_word=str(capfirst(report.get_state_display())),
        deadline=day_label(sheet.deadline),
        left=left_text(sheet.deadline) if report.first_submitted_on is None else "",
        is_late=report.is_late,
        revision=report.revision_reason if report.revision > 1 else "",
        returned=report.return_reason if report.state == ReportState.RETURNED else "",
        title=title_of(sheet),
        done=sum(1 for line in lines if is_done(line)),
        total=len(lines),
        why_closed=why_closed(report, viewer.user),
        grid_url=link("report"),
        check_url=link("report_check"),
        work_url=link("my_work"),
        form_url=link("form_file"),
        is_own=has_role(viewer.user, report.unit, *UNIT_ROLES),
    )


def title_of(sheet: Sheet) -> str:
    """What the report holds: figures, tasks or both; many units owe tasks alone."""
    if not sheet.updates:
        return _("Figures of the period")
    if not sheet.entries:
        return _("Tasks of the period")
    return _("Figures and tasks of the period")


def why_closed(report: Report, user: User, verb: Verb = Verb.FILL) -> str:
    """Why the grid cannot be filled now, and what helps; "" if it can."""
    try:
        check_can(user, verb, report)
    except NotAllowedError:
        return _("You see this report as it was sent; its unit fills it.")
    except WrongStateError as error:
        return _ways_back().get(report.state) or str(error)
    return ""


def _ways_back() -> Mapping[str, str]:
    return {
        ReportState.SIGNING: _(
            "The report waits for the head's signature. To change figures, take it back first."
        ),
        ReportState.SUBMITTED: _(
            "The report is with the Office. To change figures, take it back, or ask for its return."
        ),
        ReportState.APPROVED: _(
            "The report is approved. To change figures, begin a correction of it."
        ),
    }


def acts(report: Report, user: User, *, obstacle: str = "") -> tuple[Act, ...]:
    """The buttons this person has in this state; `obstacle` keeps the report from being sent."""
    found = []
    for verb, label, needs_reason in _labels(report):
        if report.state not in RULES[verb].states:
            continue
        why_not = obstacle if verb in (Verb.SUBMIT, Verb.SIGN) else ""
        try:
            check_can(user, verb, report)
        except NotAllowedError:
            continue
        except WrongStateError as error:
            why_not = str(error)
        is_primary = verb in (Verb.SUBMIT, Verb.SIGN)
        found.append(Act(str(verb), label, is_primary, needs_reason, why_not))
    return tuple(found)


def _labels(report: Report) -> list[tuple[Verb, str, bool]]:
    """Verb, words, and whether it wants a reason, in the order of the buttons."""
    to_head = report.unit.wants_sign_off
    submit = _("Send to the head for signature") if to_head else _("Send the report")
    return [
        (Verb.SUBMIT, submit, False),
        (Verb.SIGN, _("Sign and send"), False),
        (Verb.SEND_BACK, _("Give back to the officer"), True),
        (Verb.WITHDRAW, _("Take the report back"), False),
        (Verb.REVISE, _("Correct the approved report"), True),
    ]
