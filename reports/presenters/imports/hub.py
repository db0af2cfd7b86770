"""Nhập Excel: which forms wait to be filled, and what else may be brought as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.models import ReportingPeriod, ReportState
from reports.presenters.entry.progress import is_done
from reports.presenters.entry.words import left_text
from reports.presenters.entry.work import PlaceLink
from reports.presenters.oversight.states import StateCell, state_cell
from reports.queries.work import Piece
from tracker.common.labels import day_label, period_label

_WITH_THE_UNIT = (ReportState.DRAFT, ReportState.RETURNED)


@dataclass(frozen=True)
class OpenForm:
    """One report of the person's units that can be filled now."""

    unit: str
    period: str
    state: StateCell
    deadline: str
    left: str
    done: int
    total: int
    form_url: str
    grid_url: str


@dataclass(frozen=True)
class Door:
    """Another kind of file that this person may bring: its page and what it is for."""

    key: str
    url: str


@dataclass(frozen=True)
class Collected:
    """A period of which the Office can fetch the forms of all units."""

    code: str
    label: str


@dataclass(frozen=True)
class Hub:
    """Everything on the page beside the upload itself."""

    forms: tuple[OpenForm, ...]
    doors: tuple[Door, ...]
    is_member: bool
    is_office: bool
    collected: tuple[Collected, ...] = ()


def open_forms(pieces: Sequence[Piece], link: PlaceLink) -> tuple[OpenForm, ...]:
    """The reports that are owed, with the unit and in a period that is not locked."""
    return tuple(_open_form(one, link) for one in pieces if _is_open(one))


def collected(periods: Sequence[ReportingPeriod], day: date) -> tuple[Collected, ...]:
    """The periods that have begun by the day and are not locked, the newest first."""
    begun = [one for one in periods if one.starts_on <= day and not one.is_locked]
    return tuple(Collected(str(one.period), period_label(one.period)) for one in reversed(begun))


def _is_open(piece: Piece) -> bool:
    owes = piece.standing is not None and bool(piece.standing.owed)
    is_with_unit = piece.report is None or piece.report.state in _WITH_THE_UNIT
    return owes and is_with_unit and not piece.period.is_locked


def _open_form(piece: Piece, link: PlaceLink) -> OpenForm:
    standing = piece.standing
    deadline = standing.deadline if standing else piece.period.deadline
    return OpenForm(
        unit=piece.unit.name,
        period=period_label(piece.period.period),
        state=state_cell(standing),
        deadline=day_label(deadline),
        left=left_text(deadline),
        done=sum(1 for line in piece.lines if is_done(line)),
        total=standing.owed if standing else 0,
        form_url=link(piece, "form_file"),
        grid_url=link(piece, "report"),
    )
