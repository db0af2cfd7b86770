"""Yêu cầu giải trình: a question beside an indicator, put to its lead unit, and the answers."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments.models import Assignment, Membership, Part, Unit
from assignments.permissions import UNIT_ROLES, is_office
from assignments.visibility import roles_in
from indicators.models import Indicator, Programme
from reports.models import Explanation, ExplanationMessage
from reports.notices import NotificationKind, notify, people_of
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.ledger import Subject, record
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.timestamps import now, today

LONGEST = 4000


class DialogueError(SentenceError):
    """A question or answer that cannot be put; the sentence says why."""


def ask(*, indicator: Indicator, text: str, by: User) -> Explanation:
    """Put a question to the indicator's lead unit. The same open question twice is one."""
    check_can_ask(by, indicator.programme)
    text = _checked(text)
    unit = lead_of(indicator)
    if unit is None:
        raise DialogueError(_("This indicator has no lead unit that could be asked."))
    with transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        asked = _same_question(indicator, text, by)
        if asked is not None:
            return asked
        explanation = Explanation.objects.create(indicator=indicator, unit=unit, asked_by=by)
        _write(explanation, text, by, "explanation.asked")
        _notify_unit(explanation, text, but=by)
    return explanation


def answer(*, explanation: Explanation, text: str, by: User) -> ExplanationMessage:
    """Write into an open thread: the lead unit answers, the asker writes again.

    The same message twice running by the same person is one.
    """
    check_can_write(by, explanation)
    text = _checked(text)
    with transaction.atomic():
        _claim_open(explanation)
        last = explanation.messages.last()
        if last is not None and (last.text, last.written_by_id) == (text, by.pk):
            return last
        if _is_asker(by, explanation):
            message = _write(explanation, text, by, "explanation.asked_again")
            _notify_unit(explanation, text, but=by)
        else:
            message = _write(explanation, text, by, "explanation.answered")
            kind = NotificationKind.EXPLANATION_ANSWERED
            _notify([explanation.asked_by], kind, explanation, text, by=by)
    return message


def close(*, explanation: Explanation, by: User) -> None:
    """End a thread; it stays to be read."""
    check_can_close(by, explanation)
    with transaction.atomic():
        _claim_open(explanation)
        Explanation.objects.filter(pk=explanation.pk).update(closed_at=now(), closed_by=by)
        record("explanation.closed", _subject(explanation), by=by)
    explanation.refresh_from_db()


def may_ask(user: User, programme: Programme) -> bool:
    """Whether the person reads for the Standing Committee, or reviews for the Office."""
    return Role.READER in roles_in(user, programme) or is_office(user, programme)


def may_read_all(user: User, programme: Programme) -> bool:
    """Whether the person reads what everybody is asked and answers: who may ask, administrators."""
    return user.is_administrator or may_ask(user, programme)


def check_can_ask(user: User, programme: Programme) -> None:
    """NotAllowedError unless the person may ask."""
    if not may_ask(user, programme):
        raise NotAllowedError(_("Only readers and reviewers of the programme may ask."))


def check_can_write(user: User, explanation: Explanation) -> None:
    """NotAllowedError unless it is the asker, or one of the lead unit's people."""
    if _is_asker(user, explanation):
        return
    held = Membership.objects.filter(user=user, role__in=UNIT_ROLES)
    if not held.filter(unit__in=_answering(explanation)).exists():
        raise NotAllowedError(_("Only the lead unit and the person who asked write here."))


def check_can_close(user: User, explanation: Explanation) -> None:
    """NotAllowedError unless it is the asker or the Office."""
    if not (_is_asker(user, explanation) or is_office(user, explanation.indicator.programme)):
        raise NotAllowedError(_("Only the person who asked and the Office close a request."))


def lead_of(indicator: Indicator) -> Unit | None:
    """The unit that leads the indicator now."""
    leads = Assignment.objects.on(today()).filter(indicator=indicator, part=Part.LEAD)
    lead = leads.select_related("unit").first()
    return lead.unit if lead is not None else None


def _is_asker(user: User, explanation: Explanation) -> bool:
    return user.pk == explanation.asked_by_id


def _answering(explanation: Explanation) -> set[int]:
    """The unit that was asked, and the one that leads the indicator now."""
    lead = lead_of(explanation.indicator)
    return {explanation.unit_id, *([lead.pk] if lead else [])}


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not text:
        raise DialogueError(_("Write something first."))
    if len(text) > LONGEST:
        raise DialogueError(
            _("A message has at most 4,000 characters; this one has %(count)d.")
            % {"count": len(text)}
        )
    return text


def _same_question(indicator: Indicator, text: str, by: User) -> Explanation | None:
    own = Explanation.objects.filter(indicator=indicator, asked_by=by, closed_at=None)
    last = own.order_by("-id").first()
    first = last.messages.first() if last is not None else None
    return last if first is not None and first.text == text else None


def _claim_open(explanation: Explanation) -> None:
    """Hold the thread until the end of the transaction; a sentence if it is closed."""
    held = Explanation.objects.select_for_update().filter(pk=explanation.pk)
    if not held.filter(closed_at=None).exists():
        raise DialogueError(_("This request is closed. Ask anew if something is still open."))


def _write(explanation: Explanation, text: str, by: User, verb: str) -> ExplanationMessage:
    message = ExplanationMessage.objects.create(explanation=explanation, text=text, written_by=by)
    record(verb, _subject(explanation), by=by, after={"text": text})
    return message


def _notify_unit(explanation: Explanation, text: str, *, but: User) -> None:
    people = people_of(sorted(_answering(explanation)), UNIT_ROLES)
    others = [person for person in people if person.pk != but.pk]
    _notify(others, NotificationKind.EXPLANATION_ASKED, explanation, text, by=but)


def _notify(
    people: Iterable[User],
    kind: NotificationKind,
    explanation: Explanation,
    text: str,
    *,
    by: User,
) -> None:
    indicator = explanation.indicator
    page = reverse("indicator", args=[indicator.programme.code, indicator.code])
    url = f"{page}#{anchor(explanation)}"
    notify(people, kind, subject=indicator.name, words=text, url=url, by=by)


def anchor(explanation: Explanation) -> str:
    """The id of the thread on the indicator's page."""
    return f"giai-trinh-{explanation.pk}"


def _subject(explanation: Explanation) -> Subject:
    indicator = explanation.indicator
    key = f"{indicator.code}/{explanation.unit.code}/{explanation.pk}"
    return Subject("explanation", key, indicator.programme.code)
