"""The task list of the set-up: each step with its state, what there is, and where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Programme
from reports.queries.setup import SetupFacts
from tracker.common.labels import day_label, period_label
from tracker.common.timestamps import today


class State(StrEnum):
    """How far a step has come."""

    DONE = "done"
    BEGUN = "begun"
    OPEN = "open"
    WAITING = "waiting"


@dataclass(frozen=True)
class Step:
    """One step; `url` is empty while it cannot be done yet, `post_url` is that of a button."""

    title: str
    state: State
    text: str
    url: str = ""
    link: str = ""
    post_url: str = ""
    post_label: str = ""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.state is State.DONE

    @property
    def state_word(self) -> str:
        """The state as the list says it."""
        return {
            State.DONE: _("Completed"),
            State.BEGUN: _("In progress"),
            State.OPEN: _("Not yet started"),
            State.WAITING: _("Cannot start yet"),
        }[self.state]


def steps(facts: SetupFacts) -> list[Step]:
    """The five steps in their order; what comes later waits for what comes first."""
    return [_units(facts), _programme(facts), _people(facts), _calendar(facts), _quarter(facts)]


def _units(facts: SetupFacts) -> Step:
    title, url = _("Province and units"), reverse("setup_units")
    if not facts.provinces:
        text = _("Bring a file of units, a table of them, or begin with the province alone.")
        return Step(title, State.OPEN, text, url)
    said = [
        _("%(province)s: %(units)s, %(local)s")
        % {
            "province": one.name,
            "units": ngettext("%(count)d unit", "%(count)d units", one.units)
            % {"count": one.units},
            "local": _("of them %(count)d local") % {"count": one.local_units},
        }
        for one in facts.provinces
    ]
    is_enough = any(one.units for one in facts.provinces)
    return Step(title, State.DONE if is_enough else State.BEGUN, "; ".join(said) + ".", url)


def _programme(facts: SetupFacts) -> Step:
    title, url = _("Programme"), reverse("setup_programme")
    if not any(one.units for one in facts.provinces):
        return Step(title, State.WAITING, _("First the province and its units."))
    if facts.programme is None:
        if facts.drafts:
            drafts = ngettext(
                "%(count)d draft waits for you.", "%(count)d drafts wait for you.", facts.drafts
            )
            return Step(title, State.BEGUN, drafts % {"count": facts.drafts}, url)
        text = _("From a file, from a table of targets, or built here in the browser.")
        return Step(title, State.OPEN, text, url)
    count = ngettext("%(count)d indicator", "%(count)d indicators", facts.indicators)
    text = f"{_named(facts.programme)}: {count % {'count': facts.indicators}}."
    if facts.without_lead:
        text += " " + ngettext(
            "%(count)d of them has no lead unit.",
            "%(count)d of them have no lead unit.",
            facts.without_lead,
        ) % {"count": facts.without_lead}
    return Step(title, State.DONE, text, url)


def _people(facts: SetupFacts) -> Step:
    title, programme = _("People"), facts.programme
    if programme is None:
        return Step(title, State.WAITING, _("First the programme: it says who reports."))
    text = _(
        "%(reviewers)s in the monitoring office; %(staffed)d of %(answering)d reporting units "
        "have somebody who reports."
    ) % {
        "reviewers": ngettext("%(count)d reviewer", "%(count)d reviewers", facts.reviewers)
        % {"count": facts.reviewers},
        "staffed": facts.staffed,
        "answering": facts.answering,
    }
    is_done = facts.reviewers > 0 and facts.staffed == facts.answering > 0
    begun = State.BEGUN if facts.reviewers or facts.staffed else State.OPEN
    url = reverse("accounts_import", args=[programme.code])
    return Step(title, State.DONE if is_done else begun, text, url)


def _calendar(facts: SetupFacts) -> Step:
    title, programme = _("Reporting calendar"), facts.programme
    if programme is None:
        return Step(title, State.WAITING, _("First the programme."))
    year = today().year
    url = reverse("calendar", args=[programme.code])
    if facts.is_year_open:
        text = _("%(year)d is open; later years open by themselves.") % {"year": year}
        return Step(title, State.DONE, text, url)
    return Step(
        title,
        State.OPEN,
        _("Four quarters by the decree's days; the reviewing office can change them later."),
        url,
        post_url=reverse("setup_year", args=[programme.code]),
        post_label=_("Open %(year)d") % {"year": year},
    )


def _quarter(facts: SetupFacts) -> Step:
    title, programme, period = _("First quarter"), facts.programme, facts.period
    if programme is None or period is None:
        return Step(title, State.WAITING, _("First the calendar."))
    url = reverse("completeness", args=[programme.code])
    text = _("%(period)s, due %(day)s: %(count)d units report.") % {
        "period": period_label(period.period),
        "day": day_label(period.deadline),
        "count": facts.answering,
    }
    return Step(title, State.DONE if facts.has_reports else State.OPEN, text, url)


def _named(programme: Programme) -> str:
    return f"{programme.number} – {programme.display_title}".strip(" –")
