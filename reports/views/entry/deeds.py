"""From the button that was pressed to the verb, and what to say afterwards."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from reports.claiming import LostRaceError
from reports.forms.entry import ActForm
from reports.models import Report, ReportState
from reports.reporting import revise, save_remarks, send_back, sign, submit, withdraw
from reports.workflow import LOST_RACE, Verb
from tracker.accounts.models import User
from tracker.common.errors import SentenceError

REMARKS = "remarks"


class UnknownVerbError(SentenceError):
    """The page asked for something that nobody can do here."""


def act(report: Report, form: ActForm, *, by: User) -> str:
    """Do what the form asks for; the sentence for afterwards.

    A report that has changed since the page was shown raises LostRaceError: nobody signs what
    they have not seen.
    """
    if not form.is_valid():
        raise UnknownVerbError(_first_fault(form))
    said = form.cleaned_data
    verb = said["verb"]
    deed = _DEEDS.get(verb)
    if deed is None:
        raise UnknownVerbError(_("This cannot be done with a report."))
    if said["version"] != report.version:
        raise LostRaceError(LOST_RACE)
    deed(report, form, by)
    return _done_words(report, verb)


def said_already(report: Report, form: ActForm, *, by: User) -> str:
    """What to say to a second click, whose deed the first has done; "" if nothing was done."""
    verb = form.data.get("verb", "")
    return _done_words(report, verb) if _is_done_already(report, verb, by) else ""


def _first_fault(form: ActForm) -> str:
    for name, faults in form.errors.items():
        if name != "verb":
            return str(faults[0])
    return _("This cannot be done with a report.")


def _submit(report: Report, form: ActForm, by: User) -> None:
    if "remarks" in form.data and form.cleaned_data["remarks"] != report.remarks:
        save_remarks(report=report, remarks=form.cleaned_data["remarks"], by=by)
    submit(report=report, by=by)


def _remarks(report: Report, form: ActForm, by: User) -> None:
    save_remarks(report=report, remarks=form.cleaned_data["remarks"], by=by)


_DEEDS: dict[str, Callable[[Report, ActForm, User], object]] = {
    Verb.SUBMIT: _submit,
    Verb.SIGN: lambda report, form, by: sign(report=report, by=by),
    Verb.SEND_BACK: lambda report, form, by: send_back(
        report=report, by=by, reason=form.cleaned_data["reason"]
    ),
    Verb.WITHDRAW: lambda report, form, by: withdraw(report=report, by=by),
    Verb.REVISE: lambda report, form, by: revise(
        report=report, by=by, reason=form.cleaned_data["reason"]
    ),
    REMARKS: _remarks,
}


def _is_done_already(report: Report, verb: str, by: User) -> bool:
    """Whether this very person has sent or signed this very report, which waits since."""
    if verb == Verb.SUBMIT:
        sent = report.state in (ReportState.SIGNING, ReportState.SUBMITTED)
        return sent and report.submitted_by_id == by.pk
    if verb == Verb.SIGN:
        return report.state == ReportState.SUBMITTED and report.signed_by_id == by.pk
    return False


def _done_words(report: Report, verb: str) -> str:
    if verb == Verb.SUBMIT and report.state == ReportState.SIGNING:
        return _("The report waits for the signature of the unit's head.")
    return {
        Verb.SUBMIT: _("The report was sent to the Office."),
        Verb.SIGN: _("The report was signed and sent to the Office."),
        Verb.SEND_BACK: _("The report was given back to the reporting officer."),
        Verb.WITHDRAW: _("The report is with your unit again."),
        Verb.REVISE: _("A correction was begun; the approved figures hold until it is approved."),
        REMARKS: _("The remarks were saved."),
    }[verb]
