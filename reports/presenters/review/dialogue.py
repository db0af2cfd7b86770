"""Requests for explanation beside an indicator."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from reports.dialogue import anchor
from reports.models import Explanation
from reports.presenters.rows import Link


@dataclass(frozen=True)
class MessageView:
    """One message; `is_answer` tells the lead unit's from the asker's."""

    who: str
    when: datetime
    text: str
    is_answer: bool


@dataclass(frozen=True)
class Thread:
    """One request with its messages and what this person may do with it."""

    key: int
    anchor: str
    unit: str
    asked_by: str
    asked_at: datetime
    closed_at: datetime | None
    closed_by: str
    messages: tuple[MessageView, ...]
    answer_url: str
    may_write: bool
    may_close: bool
    is_asker: bool

    @property
    def is_answered(self) -> bool:
        """Whether the unit has the last word."""
        return bool(self.messages) and self.messages[-1].is_answer


@dataclass(frozen=True)
class Dialogue:
    """The section on the page of an indicator."""

    threads: tuple[Thread, ...]
    ask_url: str
    may_ask: bool
    lead: str


@dataclass(frozen=True)
class Speaker:
    """What a person may do in the threads of one indicator."""

    user_id: int
    may_ask: bool = False
    is_office: bool = False
    units: Collection[int] = frozenset()
    """The units for which the person may answer."""
    lead_id: int | None = None


def dialogue(
    threads: Iterable[Explanation], speaker: Speaker, link: Link, *, code: str, lead: str
) -> Dialogue:
    """Build the section; without a lead unit nobody can be asked."""
    return Dialogue(
        threads=tuple(_thread(one, speaker, link) for one in threads),
        ask_url=link("explanation_ask", code),
        may_ask=speaker.may_ask and bool(lead),
        lead=lead,
    )


def _thread(one: Explanation, speaker: Speaker, link: Link) -> Thread:
    is_open = one.closed_at is None
    is_asker = one.asked_by_id == speaker.user_id
    answers_for = {one.unit_id, speaker.lead_id} & set(speaker.units)
    return Thread(
        key=one.pk,
        anchor=anchor(one),
        unit=one.unit.name,
        asked_by=one.asked_by.full_name,
        asked_at=one.asked_at,
        closed_at=one.closed_at,
        closed_by=one.closed_by.full_name if one.closed_by else "",
        messages=tuple(
            MessageView(
                who=message.written_by.full_name,
                when=message.written_at,
                text=message.text,
                is_answer=message.written_by_id != one.asked_by_id,
            )
            for message in one.messages.all()
        ),
        answer_url=link("explanation_answer", str(one.pk)),
        may_write=is_open and (is_asker or bool(answers_for)),
        may_close=is_open and (is_asker or speaker.is_office),
        is_asker=is_asker,
    )
