"""An assessment as a plain table for a terminal."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from reports.assessment import ProgrammeAssessment
from reports.presenters.statuses import status_label, target_status
from reports.presenters.values import figure_text, gap_text
from tracker.common.labels import day_label, period_label

_GAP = "  "


def as_table(state: ProgrammeAssessment) -> str:
    """One line per indicator and target, columns aligned."""
    header = [
        *(_("Indicator"), _("Latest figure"), _("Period"), _("Year"), _("Target")),
        *(_("Gap to target"), _("Status")),
    ]
    lines = [header]
    for one in state.indicators:
        latest = one.latest
        figure = figure_text(one)
        period = period_label(latest.period) if latest else ""
        for target in one.targets:
            lines.append(
                [
                    one.indicator.code,
                    figure,
                    period,
                    str(target.target.year),
                    target.target.wording,
                    gap_text(one, target),
                    status_label(target_status(target)),
                ]
            )
    title = f"{state.programme.number} · {day_label(state.as_of)}"
    return "\n".join([title, *_aligned(lines)])


def _aligned(lines: list[list[str]]) -> list[str]:
    widths = [max(_width(line[column]) for line in lines) for column in range(len(lines[0]))]
    return [
        _GAP.join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(not unicodedata.combining(letter) for letter in text)
