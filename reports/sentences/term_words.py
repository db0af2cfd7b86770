"""The words of the glossary, as they are written; reports.sentences.terms tells them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Term:
    """A word with its definition; `section` is where the page on the method says more, or empty."""

    key: str
    name: str
    definition: str
    section: str = ""


TERMS = (
    Term(
        "indicator",
        gettext_noop("Indicator"),
        gettext_noop(
            "What the document wants to see reached, as something that can be counted or measured."
        ),
    ),
    Term(
        "target",
        gettext_noop("Target"),
        gettext_noop(
            "What an indicator must have reached by the end of a year, in the document's own words."
            " An indicator may have one for each of several years; the next one due leads."
        ),
        "targets",
    ),
    Term(
        "baseline",
        gettext_noop("Baseline"),
        gettext_noop(
            "The figure from which progress is measured, at the end of the baseline year. It is "
            "the start, not a result."
        ),
        "trajectory",
    ),
    Term(
        "trajectory",
        gettext_noop("Trajectory"),
        gettext_noop(
            "The straight lines from the baseline through each target. They say what should be "
            "reached at any moment if progress is even."
        ),
        "trajectory",
    ),
    Term(
        "attainment",
        gettext_noop("Attainment"),
        gettext_noop(
            "How much of the way from the baseline to the target is done: (x − b) / (T − b). Below"
            " 0 %% it moved away, above 100 %% it went further than asked."
        ),
        "trajectory",
    ),
    Term(
        "gap",
        gettext_noop("Gap to target"),
        gettext_noop(
            "How far the latest figure is from the target. “Still short by” is worse than asked, "
            "“exceeded by” is better."
        ),
        "targets",
    ),
    Term(
        "pace",
        gettext_noop("Pace"),
        gettext_noop(
            "The change in a year: the recent pace over the last %(fewest)s to %(most)s years, and "
            "the pace required to be on target in time."
        ),
        "pace",
    ),
    Term(
        "projection",
        gettext_noop("Projection"),
        gettext_noop(
            "Where the indicator will be on the due date if the recent pace goes on, with an "
            "interval that holds in four cases of five. It is shown and never decides a status."
        ),
        "pace",
    ),
    Term(
        "course",
        gettext_noop("Course"),
        gettext_noop(
            "The figures of the indicator over the years as a small line, each scaled for itself."
        ),
    ),
    Term(
        "status",
        gettext_noop("Status"),
        gettext_noop(
            "How the next target stands, found by one rule for all indicators. “Why?” beside it "
            "writes the arithmetic out."
        ),
        "statuses",
    ),
    Term(
        "period",
        gettext_noop("Reporting period"),
        gettext_noop("The quarter or year that a figure is about."),
    ),
    Term(
        "cut_off",
        gettext_noop("Cut-off of the data"),
        gettext_noop(
            "The day on which the data of a period close: the 14th of its last month, unless the "
            "reporting calendar says otherwise."
        ),
    ),
    Term(
        "deadline",
        gettext_noop("Deadline for sending"),
        gettext_noop("The day by which a unit must have sent its report of a period."),
    ),
    Term(
        "nature",
        gettext_noop("Kind of figure"),
        gettext_noop(
            "How far a figure can be relied on: official, estimate, or illustrative. Of several "
            "for one period the official one counts."
        ),
    ),
    Term(
        "official",
        gettext_noop("Official figure"),
        gettext_noop("A figure that has been published or confirmed."),
    ),
    Term(
        "estimate",
        gettext_noop("Estimate"),
        gettext_noop(
            "A figure given before the period is over or before the official one is there. What "
            "it decides is provisional."
        ),
    ),
    Term(
        "illustrative",
        gettext_noop("Illustrative data"),
        gettext_noop("A figure made up for demonstration. It is no statistic of any province."),
    ),
    Term(
        "definition_break",
        gettext_noop("Break in the definition"),
        gettext_noop(
            "The indicator was counted in another way before, or within other boundaries. Figures "
            "of both kinds are never put on one line."
        ),
        "trajectory",
    ),
    Term(
        "coverage",
        gettext_noop("Coverage"),
        gettext_noop(
            "The share of the province for which units have reported. Below %(coverage)s %% a "
            "figure is shown and not judged."
        ),
        "units",
    ),
    Term(
        "contribution",
        gettext_noop("Contribution of a unit"),
        gettext_noop(
            "How many points of the province's gap come from one unit, by its size and its own "
            "figure. All contributions add up to the gap."
        ),
        "units",
    ),
    Term(
        "lead",
        gettext_noop("Lead unit"),
        gettext_noop("The one unit that answers for an indicator or a task."),
    ),
    Term(
        "coordinating",
        gettext_noop("Coordinating unit"),
        gettext_noop("A unit that works on an indicator or a task with the unit that leads it."),
    ),
    Term(
        "roadmap",
        gettext_noop("Local roadmap"),
        gettext_noop(
            "The targets that a local unit sets itself for each year, so that together they reach "
            "the province's."
        ),
        "cascade",
    ),
    Term(
        "obligation",
        gettext_noop("Duty to report"),
        gettext_noop(
            "What a unit owes for a period: a figure for each indicator it answers for, a word on "
            "each of its tasks."
        ),
    ),
    Term(
        "completeness",
        gettext_noop("Completeness"),
        gettext_noop(
            "How many of the units that owe a report have sent it, and how many of them in time."
        ),
    ),
    Term(
        "filled",
        gettext_noop("Figures filled"),
        gettext_noop("How many of the lines that a unit owes for the period have a value by now."),
    ),
    Term(
        "slipping",
        gettext_noop("Slipping"),
        gettext_noop(
            "The target is met before it is due, but the recent figures move the wrong way."
        ),
        "pace",
    ),
    Term(
        "provisional",
        gettext_noop("Provisional"),
        gettext_noop("A result that rests on an estimate; the official figure decides anew."),
        "statuses",
    ),
    Term(
        "successor",
        gettext_noop("Successor unit"),
        gettext_noop(
            "The unit that took over from one that ended. It inherits open duties; reports stay "
            "with the unit that sent them."
        ),
    ),
)
