"""Việc của tôi: what came back, what waits for a signature, what is due, what is still open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assignments.permissions import has_role
from reports.models import Extension, Report, ReportState
from reports.presenters.entry.progress import Problem, is_done, missing_lines, returned_lines
from reports.presenters.entry.words import left_text
from reports.presenters.oversight.states import StateCell, state_cell
from reports.queries.completeness import Standing
from reports.queries.work import Piece
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.labels import day_label, period_label

PlaceLink = Callable[[Piece, str], str]


@dataclass(frozen=True)
class Card:
    """One unit in one period."""

    unit: str
    period: str
    state: StateCell
    deadline: str
    left: str
    sent: str
    """When it was sent and what follows; "" while it lies with the unit."""
    extension: str
    wish: str
    done: int
    total: int
    open_tasks: tuple[Problem, ...]
    returned: tuple[Problem, ...]
    return_words: str
    returned_by: str
    grid_url: str
    check_url: str
    extension_url: str
    form_url: str
    can_ask: bool
    owes: bool
    is_begun: bool
    is_sent: bool
    waits_for_signature: bool
    may_sign: bool
    key: str

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing, so that what remains is to check and send."""
        return self.is_begun and 0 < self.total <= self.done

    @property
    def is_mended(self) -> bool:
        """Whether all that came back was corrected, so that what remains is to send it."""
        return bool(self.returned) and all(one.is_settled for one in self.returned)


@dataclass(frozen=True)
class Work:
    """Everything on the page."""

    period: str
    current: tuple[Card, ...]
    returned: tuple[Card, ...]
    to_sign: tuple[Card, ...]
    earlier: tuple[Card, ...]
    has_periods: bool
    has_units: bool


def work_page(pieces: Sequence[Piece], user: User, link: PlaceLink, *, has_periods: bool) -> Work:
    """Build the page: the latest period is the current one, earlier ones only while open."""
    latest = pieces[0].period if pieces else None
    pairs = [(one, _card(one, user, link)) for one in pieces]
    cards = [card for _piece, card in pairs]
    return Work(
        period=period_label(latest.period) if latest else "",
        current=tuple(card for one, card in pairs if one.period == latest),
        returned=tuple(card for card in cards if card.returned),
        to_sign=tuple(card for card in cards if card.waits_for_signature and card.may_sign),
        earlier=tuple(
            card for one, card in pairs if one.period != latest and _is_open(one.standing)
        ),
        has_periods=has_periods,
        has_units=bool(pieces),
    )


def _is_open(standing: Standing | None) -> bool:
    return standing is not None and standing.can_be_chased


def _card(piece: Piece, user: User, link: PlaceLink) -> Card:
    standing, report = piece.standing, piece.report
    deadline = standing.deadline if standing else piece.period.deadline
    owes = standing is not None and bool(standing.owed or standing.state)
    is_sent = standing is not None and standing.is_sent
    is_with_unit = report is None or report.state in (ReportState.DRAFT, ReportState.RETURNED)
    return Card(
        unit=piece.unit.name,
        period=period_label(piece.period.period),
        state=state_cell(standing),
        deadline=day_label(deadline),
        left="" if is_sent or not owes else left_text(deadline),
        sent="" if is_with_unit else _sent(standing),
        extension=_granted(standing.extension if standing else None),
        wish=_wish(standing.wish if standing else None),
        done=sum(1 for line in piece.lines if is_done(line)),
        total=standing.owed if standing else 0,
        open_tasks=missing_lines(piece.lines) if is_with_unit else (),
        returned=returned_lines(piece.lines) if is_with_unit else (),
        return_words=_words(report),
        returned_by=str(report.returned_by or "") if report else "",
        grid_url=link(piece, "report"),
        check_url=link(piece, "report_check"),
        extension_url=link(piece, "extension_ask"),
        form_url=link(piece, "form_file"),
        can_ask=owes and not is_sent and not piece.period.is_locked and not _has_wish(standing),
        owes=owes,
        is_begun=report is not None,
        is_sent=is_sent and not is_with_unit,
        waits_for_signature=report is not None and report.state == ReportState.SIGNING,
        may_sign=has_role(user, piece.unit, Role.HEAD),
        key=f"{piece.period.period}-{piece.unit.code}",
    )


def _words(report: Report | None) -> str:
    """The reviewer's words on the report as a whole."""
    is_back = report is not None and report.state == ReportState.RETURNED
    return report.return_reason if report is not None and is_back else ""


def _sent(standing: Standing | None) -> str:
    """When the report was sent, and that nothing is left to do."""
    if standing is None or standing.sent_on is None:
        return ""
    day = {"day": day_label(standing.sent_on)}
    if standing.state == ReportState.APPROVED:
        return _("Sent on %(day)s and approved. Nothing is left to do.") % day
    return _("Sent on %(day)s. The Office is reviewing it; nothing is left to do for now.") % day


def _has_wish(standing: Standing | None) -> bool:
    return standing is not None and standing.wish is not None


def _granted(extension: Extension | None) -> str:
    if extension is None or extension.granted_until is None:
        return ""
    return _("Extended by the Office to %(day)s.") % {"day": day_label(extension.granted_until)}


def _wish(extension: Extension | None) -> str:
    if extension is None:
        return ""
    return _("More time is asked for, until %(day)s; the Office has not decided yet.") % {
        "day": day_label(extension.wanted_until)
    }
