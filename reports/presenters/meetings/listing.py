"""The papers on offer and the frozen meetings, as the page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reports.models import Snapshot
from reports.presenters.rows import Link
from tracker.common.labels import day_label, period_label
from tracker.common.periods import Period

DIGITS_SHOWN = 12


@dataclass(frozen=True)
class PaperLink:
    """One file that can be downloaded."""

    label: str
    short: str
    """Where there is little room."""
    url: str


@dataclass(frozen=True)
class FrozenLine:
    """One frozen meeting."""

    key: int
    title: str
    held_on: str
    period: str
    as_of: str
    frozen_by: str
    frozen_at: str
    digest: str
    """The first digits, enough to tell two apart."""
    full_digest: str
    papers: tuple[PaperLink, ...]
    bundle_url: str
    """Where the three are asked for as one file."""
    compare_url: str
    """Against the one before; "" for the first."""


def paper_kinds(link: Link) -> tuple[PaperLink, ...]:
    """The three papers of the present state."""
    return tuple(
        PaperLink(label, short, link("meeting_paper", ending)) for label, short, ending in _labels()
    )


def frozen_lines(rows: Sequence[Snapshot], link: Link) -> tuple[FrozenLine, ...]:
    """The newest first, each with its papers and its comparison with the one before."""
    before = [*(str(one.pk) for one in rows[1:]), ""]
    return tuple(_line(one, earlier, link) for one, earlier in zip(rows, before, strict=False))


def _line(one: Snapshot, earlier: str, link: Link) -> FrozenLine:
    key = str(one.pk)
    return FrozenLine(
        key=one.pk,
        title=one.title,
        held_on=day_label(one.held_on),
        period=period_label(Period(one.year, one.quarter)),
        as_of=day_label(one.as_of),
        frozen_by=one.frozen_by.full_name,
        frozen_at=date_format(localtime(one.frozen_at), "SHORT_DATETIME_FORMAT"),
        digest=one.digest[:DIGITS_SHOWN],
        full_digest=one.digest,
        papers=tuple(
            PaperLink(label, short, link("frozen_paper", key, ending))
            for label, short, ending in _labels()
        ),
        bundle_url=link("frozen_bundle", key),
        compare_url=link("meetings_compared", truoc=earlier, sau=key) if earlier else "",
    )


def _labels() -> tuple[tuple[str, str, str], ...]:
    return (
        (_("Workbook (.xlsx)"), "Excel", "xlsx"),
        (_("Report with annex (.docx)"), "Word", "docx"),
        (_("One page (.pdf)"), "PDF", "pdf"),
    )
