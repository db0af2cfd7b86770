"""The task list of the set-up: each step with its state, what there is, and where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Programme
from reports.calendar import year_of_next_deadline
from reports.queries.setup import SetupFacts
from tracker.common.labels import day_label, period_label
from tracker.common.timestamps import today

MOST_NAMED = 4


class State(StrEnum):
    """How far a step has come."""

    DONE = "done"
    BEGUN = "begun"
    OPEN = "open"
    WAITING = "waiting"


@dataclass(frozen=True)
class Link:
    """Where a link leads, and what it says."""

    label: str
    url: str


@dataclass(frozen=True)
class Step:
    """One step; `url` is empty while it cannot be done yet, `post_url` is that of a button.

    `link` leads to another way of doing the same.
    """

    title: str
    state: State
    text: str
    url: str = ""
    link: Link | None = None
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
    staffed = facts.answering - len(facts.unstaffed)
    text = _(
        "%(reviewers)s in the monitoring office; %(staffed)d of %(answering)d reporting units "
        "have somebody who reports."
    ) % {
        "reviewers": ngettext("%(count)d reviewer", "%(count)d reviewers", facts.reviewers)
        % {"count": facts.reviewers},
        "staffed": staffed,
        "answering": facts.answering,
    }
    is_done = facts.reviewers > 0 and staffed == facts.answering > 0
    begun = State.BEGUN if facts.reviewers or staffed else State.OPEN
    url = reverse("accounts_import", args=[programme.code])
    one_by_one = Link(_("Add them one by one"), reverse("account_add", args=[programme.code]))
    state = State.DONE if is_done else begun
    return Step(title, state, f"{text} {_nobody_in(facts.unstaffed)}".strip(), url, one_by_one)


def _nobody_in(units: Sequence[str]) -> str:
    """The first units without anybody who reports, and how many more there are."""
    if not units:
        return ""
    named, more = ", ".join(units[:MOST_NAMED]), len(units) - MOST_NAMED
    if more <= 0:
        return _("Nobody yet in: %(units)s.") % {"units": named}
    return ngettext(
        "Nobody yet in: %(units)s and %(count)d more.",
        "Nobody yet in: %(units)s and %(count)d more.",
        more,
    ) % {"units": named, "count": more}


def _calendar(facts: SetupFacts) -> Step:
    title, programme = _("Reporting calendar"), facts.programme
    if programme is None:
        return Step(title, State.WAITING, _("First the programme."))
    url = reverse("calendar", args=[programme.code])
    if facts.period is not None:
        text = _("%(year)d is open; later years open by themselves.") % {"year": facts.period.year}
        return Step(title, State.DONE, text, url)
    return Step(
        title,
        State.OPEN,
        _(
            "The quarters still to come, by the decree's days; the reviewing office can change "
            "them later, and open earlier ones."
        ),
        url,
        post_url=reverse("setup_year", args=[programme.code]),
        post_label=_("Open %(year)d") % {"year": year_of_next_deadline(today())},
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
