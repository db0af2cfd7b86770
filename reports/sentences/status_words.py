"""What each status means, as it is written; reports.sentences.terms tells it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from reports.sentences.term_words import Term

STATUSES = (
    Term(
        "exceeded",
        gettext_noop("Exceeded"),
        gettext_noop("The target is met by more than was asked."),
    ),
    Term(
        "met",
        gettext_noop("Met"),
        gettext_noop("The figure meets the target, at its due date or before it."),
    ),
    Term(
        "met_late",
        gettext_noop("Met late"),
        gettext_noop("What had to be done by a day is done, but after that day."),
    ),
    Term(
        "on_track",
        gettext_noop("On track"),
        gettext_noop(
            "At least %(on_track)s %% of what the trajectory expects by the figure's date is done."
        ),
    ),
    Term(
        "behind",
        gettext_noop("Behind"),
        gettext_noop(
            "Between %(behind)s %% and %(on_track)s %% of what the trajectory expects is done."
        ),
    ),
    Term(
        "at_risk",
        gettext_noop("At risk"),
        gettext_noop("Less than %(behind)s %% of what the trajectory expects is done."),
    ),
    Term(
        "missed",
        gettext_noop("Not met"),
        gettext_noop("The target is due, and its figure does not meet it."),
    ),
    Term(
        "no_data",
        gettext_noop("No data"),
        gettext_noop("Nothing can be said: a figure or a baseline is missing, or cannot be used."),
    ),
    Term(
        "not_due",
        gettext_noop("Not due yet"),
        gettext_noop("No figure can be expected yet, or the day has not come."),
    ),
    Term(
        "vision",
        gettext_noop("Vision"),
        gettext_noop("A goal for the far future: it is shown and not judged."),
    ),
    Term(
        "superseded",
        gettext_noop("No longer measured"),
        gettext_noop(
            "It can no longer be measured as written, since the law or the units have changed."
        ),
    ),
)
