"""The preview of a file of local targets: new, changed, refused, and how many stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Indicator
from reports.imports.roadmap_rows import Change
from reports.imports.roadmaps import Preview
from reports.imports.rows import Refusal
from reports.presenters.review.words import number_text
from reports.presenters.values import EMPTY
from tracker.common.numbers import format_number


@dataclass(frozen=True)
class ChangeLine:
    """One target of the file: where it stands, what was there, what would be."""

    place: str
    unit: str
    indicator: str
    year: int
    before: str
    after: str


@dataclass(frozen=True)
class PreviewPage:
    """What a file would do."""

    new: tuple[ChangeLine, ...]
    changed: tuple[ChangeLine, ...]
    refused: tuple[Refusal, ...]
    unchanged: int
    empty: int
    mark: str

    @property
    def count(self) -> int:
        """How many targets would be stored."""
        return len(self.new) + len(self.changed)


def preview_page(found: Preview) -> PreviewPage:
    """Build the preview; every text is in the current language."""
    effective = found.effective
    return PreviewPage(
        new=_lines(one for one in effective if one.is_new),
        changed=_lines(one for one in effective if not one.is_new),
        refused=found.refusals,
        unchanged=len(found.changes) - len(effective),
        empty=found.empty,
        mark=found.mark,
    )


def _lines(changes: Iterable[Change]) -> tuple[ChangeLine, ...]:
    return tuple(
        ChangeLine(
            place=one.place,
            unit=one.unit.name,
            indicator=one.cell.indicator.display_name,
            year=one.cell.year,
            before=_content(one.was.value, one.was.denominator, one.cell.indicator)
            if one.was
            else "",
            after=_content(
                one.cell.filling.value, one.cell.filling.denominator, one.cell.indicator
            ),
        )
        for one in changes
    )


def _content(value: Decimal | None, size: Decimal | None, indicator: Indicator) -> str:
    """`34,5 m²/người / 1.200`: the target and the denominator that is expected."""
    text = EMPTY if value is None else number_text(value, indicator)
    return text if size is None else f"{text} / {format_number(size)}"
