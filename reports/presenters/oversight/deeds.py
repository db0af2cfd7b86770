"""Every deed of the ledger in words: a short name for lists, and the sentence about a subject."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from reports.presenters.oversight.account_deeds import ACCOUNT_DEEDS
from reports.presenters.oversight.duty_deeds import DUTY_DEEDS

_WORDS: dict[str, tuple[str, str]] = {
    **DUTY_DEEDS,
    **ACCOUNT_DEEDS,
    "report.opened": (
        gettext_noop("report begun"),
        gettext_noop("began the report of %(unit)s for %(period)s"),
    ),
    "report.followed": (
        gettext_noop("draft brought up to date"),
        gettext_noop("opened the draft of %(unit)s for %(period)s, which follows what is owed"),
    ),
    "report.brought": (
        gettext_noop("form brought"),
        gettext_noop("brought the form of %(unit)s for %(period)s from a file"),
    ),
    "report.remarked": (
        gettext_noop("remarks written"),
        gettext_noop("wrote remarks in the report of %(unit)s for %(period)s"),
    ),
    "report.sent_for_sign_off": (
        gettext_noop("report sent for sign-off"),
        gettext_noop("sent the report of %(unit)s for %(period)s to the head for sign-off"),
    ),
    "report.signed": (
        gettext_noop("report signed off"),
        gettext_noop("signed off the report of %(unit)s for %(period)s"),
    ),
    "report.sent_back": (
        gettext_noop("report given back by the head"),
        gettext_noop("gave the report of %(unit)s for %(period)s back to the reporting officer"),
    ),
    "report.submitted": (
        gettext_noop("report sent"),
        gettext_noop("sent the report of %(unit)s for %(period)s to the Office"),
    ),
    "report.withdrawn": (
        gettext_noop("report taken back"),
        gettext_noop("took back the report of %(unit)s for %(period)s"),
    ),
    "report.revised": (
        gettext_noop("correction begun"),
        gettext_noop("began to correct the approved report of %(unit)s for %(period)s"),
    ),
    "report.returned": (
        gettext_noop("report returned"),
        gettext_noop("returned the report of %(unit)s for %(period)s"),
    ),
    "report.approved": (
        gettext_noop("report approved"),
        gettext_noop("approved the report of %(unit)s for %(period)s"),
    ),
    "entry.filled": (
        gettext_noop("figure filled"),
        gettext_noop("filled “%(what)s” of %(unit)s for %(period)s"),
    ),
    "entry.returned": (
        gettext_noop("figure returned"),
        gettext_noop("returned “%(what)s” of %(unit)s for %(period)s"),
    ),
    "entry.approved": (
        gettext_noop("figure in a report approved"),
        gettext_noop("approved “%(what)s” in the report of %(unit)s for %(period)s"),
    ),
    "figure.approved": (
        gettext_noop("figure in force"),
        gettext_noop("put into force “%(what)s” of %(unit)s for %(period)s"),
    ),
    "figure.recorded": (
        gettext_noop("figure recorded"),
        gettext_noop("recorded “%(what)s” of %(unit)s for %(period)s, not approved yet"),
    ),
    "evidence.attached": (
        gettext_noop("file added"),
        gettext_noop("put a file beside the report of %(unit)s for %(period)s"),
    ),
    "evidence.removed": (
        gettext_noop("file removed"),
        gettext_noop("removed a file from the report of %(unit)s for %(period)s"),
    ),
    "period.opened": (gettext_noop("period opened"), gettext_noop("opened the period %(period)s")),
    "period.moved": (
        gettext_noop("days of a period changed"),
        gettext_noop("changed the days of %(period)s"),
    ),
    "period.locked": (gettext_noop("period locked"), gettext_noop("locked the period %(period)s")),
    "period.reopened": (
        gettext_noop("period reopened"),
        gettext_noop("reopened the period %(period)s"),
    ),
    "period.begun": (
        gettext_noop("beginning of a period told"),
        gettext_noop("told the units and the Office that %(period)s has begun"),
    ),
    "period.deadline_near": (
        gettext_noop("near deadline told"),
        gettext_noop("told the units that %(period)s is due soon"),
    ),
    "period.lock_planned": (
        gettext_noop("day of a lock ordered"),
        gettext_noop("ordered on which day %(period)s locks by itself"),
    ),
    "period.lock_unplanned": (
        gettext_noop("day of a lock taken back"),
        gettext_noop("took back the day on which %(period)s locks by itself"),
    ),
    "period.locked_as_planned": (
        gettext_noop("period locked by itself"),
        gettext_noop("had ordered the lock of %(period)s that was carried out by itself"),
    ),
    "extension.asked": (
        gettext_noop("more time asked for"),
        gettext_noop("asked for more time for %(unit)s, %(period)s"),
    ),
    "extension.granted": (
        gettext_noop("more time granted"),
        gettext_noop("granted more time to %(unit)s for %(period)s"),
    ),
    "extension.declined": (
        gettext_noop("more time declined"),
        gettext_noop("declined more time to %(unit)s for %(period)s"),
    ),
    "reminder.queued": (
        gettext_noop("unit reminded"),
        gettext_noop("reminded %(unit)s of its report for %(period)s"),
    ),
    "explanation.asked": (
        gettext_noop("explanation asked for"),
        gettext_noop("asked %(unit)s to explain “%(what)s”"),
    ),
    "explanation.asked_again": (
        gettext_noop("explanation asked for again"),
        gettext_noop("asked %(unit)s once more about “%(what)s”"),
    ),
    "explanation.answered": (
        gettext_noop("explanation given"),
        gettext_noop("explained “%(what)s” for %(unit)s"),
    ),
    "explanation.closed": (
        gettext_noop("explanation settled"),
        gettext_noop("settled the question to %(unit)s about “%(what)s”"),
    ),
    "meeting.frozen": (
        gettext_noop("meeting frozen"),
        gettext_noop("froze the numbers of the meeting “%(meeting)s”"),
    ),
    "unit.created": (gettext_noop("unit entered"), gettext_noop("entered the unit %(unit)s")),
    "unit.changed": (gettext_noop("unit corrected"), gettext_noop("corrected the unit %(unit)s")),
    "unit.ended": (gettext_noop("unit ended"), gettext_noop("ended the unit %(unit)s")),
    "succession.made": (
        gettext_noop("succession recorded"),
        gettext_noop("recorded that %(unit)s follows %(from)s"),
    ),
    "succession.ended": (
        gettext_noop("end without a successor recorded"),
        gettext_noop("recorded that nobody follows %(from)s"),
    ),
    "membership.made": (
        gettext_noop("role given"),
        gettext_noop("made %(person)s %(part)s of %(unit)s"),
    ),
    "membership.ended": (
        gettext_noop("role ended"),
        gettext_noop("ended the role of %(person)s as %(part)s of %(unit)s"),
    ),
    "target.created": (
        gettext_noop("target entered"),
        gettext_noop("entered the target %(year)s of “%(what)s”"),
    ),
    "target.amended": (
        gettext_noop("target amended"),
        gettext_noop("amended the target %(year)s of “%(what)s”"),
    ),
    "target.withdrawn": (
        gettext_noop("target withdrawn"),
        gettext_noop("withdrew the target %(year)s of “%(what)s”"),
    ),
    "baseline.created": (
        gettext_noop("baseline entered"),
        gettext_noop("entered the baseline of “%(what)s”"),
    ),
    "baseline.changed": (
        gettext_noop("baseline changed"),
        gettext_noop("changed the baseline of “%(what)s”"),
    ),
    "baseline.withdrawn": (
        gettext_noop("baseline withdrawn"),
        gettext_noop("withdrew the baseline of “%(what)s”"),
    ),
    "indicator.created": (
        gettext_noop("indicator entered"),
        gettext_noop("entered the indicator “%(what)s”"),
    ),
    "indicator.changed": (
        gettext_noop("indicator changed"),
        gettext_noop("changed the indicator “%(what)s”"),
    ),
    "indicator.retired": (
        gettext_noop("indicator retired"),
        gettext_noop("retired the indicator “%(what)s”"),
    ),
    "indicator.superseded": (
        gettext_noop("indicator no longer measured"),
        gettext_noop("marked that “%(what)s” can no longer be measured as written"),
    ),
    "indicator.reinstated": (
        gettext_noop("indicator measured again"),
        gettext_noop("had “%(what)s” measured again"),
    ),
    "clause.created": (gettext_noop("clause entered"), gettext_noop("entered the clause %(key)s")),
    "clause.changed": (gettext_noop("clause changed"), gettext_noop("changed the clause %(key)s")),
    "group.created": (gettext_noop("group entered"), gettext_noop("entered the group “%(key)s”")),
    "group.changed": (gettext_noop("group changed"), gettext_noop("changed the group “%(key)s”")),
    "programme.created": (gettext_noop("programme entered"), gettext_noop("entered the programme")),
    "calendar.begun": (
        gettext_noop("calendar begun"),
        gettext_noop("opened the first year of the programme's calendar"),
    ),
    "programme.changed": (gettext_noop("programme changed"), gettext_noop("changed the programme")),
}
KNOWN_DEEDS = frozenset(_WORDS)


def deed_name(verb: str) -> str:
    """The deed in a list; a verb without words is shown as it stands in the ledger."""
    words = _WORDS.get(verb)
    return _(words[0]) if words else verb


def deed_sentence(verb: str, names: dict[str, str]) -> str:
    """What was done to what; `names` has unit, from, period, what, part, meeting, year and key."""
    words = _WORDS.get(verb)
    if words is None:
        return f"{verb} {names['key']}"
    return _(words[1]) % names
