"""Drafts are one person's, bounded, and changed by whoever saw their latest version."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.plain_table import PlainRow
from reports.claiming import LostRaceError
from reports.models import DraftKind, SetupDraft
from reports.setup.drafts import (
    MOST_DRAFTS,
    MOST_LETTERS,
    MOST_ROWS,
    begin,
    claim,
    drop_row,
    own_draft,
    own_drafts,
    put_row,
    put_rows,
)
from tests.reports.oversight_cast import on
from tracker.common.errors import SentenceError


def row(name):
    return PlainRow({"name": name}, {2025: "trên 40%"})


@pytest.fixture
def draft(administrator):
    return begin(kind=DraftKind.TABLE, by=administrator)


def names(draft):
    return [one["cells"]["name"] for one in SetupDraft.objects.get(pk=draft.pk).rows]


def test_who_begins_too_many_loses_their_own_oldest(administrator, reviewer):
    with on(date(2026, 11, 19)):
        first, theirs = (begin(kind=DraftKind.UNITS, by=one) for one in (administrator, reviewer))
    for _time in range(MOST_DRAFTS):
        begin(kind=DraftKind.FILE, by=administrator)
    assert SetupDraft.objects.filter(kept_by=administrator).count() == MOST_DRAFTS
    assert not SetupDraft.objects.filter(pk=first.pk).exists()
    assert own_drafts(reviewer, DraftKind.UNITS) == [theirs]


def test_a_draft_is_found_by_its_owner_and_as_what_it_is(draft, administrator, reviewer):
    assert own_draft(draft.pk, DraftKind.TABLE, administrator) == draft
    assert own_draft(draft.pk, DraftKind.FILE, administrator) is None
    assert own_draft(draft.pk, DraftKind.TABLE, reviewer) is None


def test_a_table_of_too_many_rows_is_refused(draft):
    put_rows(draft=draft, rows=[row("a")] * MOST_ROWS, version=1)
    with pytest.raises(SentenceError):
        put_row(draft=draft, place=None, row=row("b"), version=2)
    assert names(draft) == ["a"] * MOST_ROWS


def test_a_table_of_too_much_text_is_refused(draft):
    with pytest.raises(SentenceError):
        put_rows(draft=draft, rows=[row("a" * (MOST_LETTERS // 2))] * 2, version=1)
    assert names(draft) == []


def test_rows_are_put_and_dropped_in_their_place(draft):
    put_rows(draft=draft, rows=map(row, "abc"), version=1)
    put_row(draft=draft, place=1, row=row("x"), version=2)
    assert names(draft) == ["a", "x", "c"]
    drop_row(draft=draft, place=0, version=3)
    put_row(draft=draft, place=None, row=row("d"), version=4)
    assert names(draft) == ["x", "c", "d"]


@pytest.mark.parametrize(
    "deed",
    [
        lambda draft: put_rows(draft=draft, rows=[], version=1),
        lambda draft: drop_row(draft=draft, place=0, version=1),
        lambda draft: claim(draft, 1),
    ],
)
def test_an_older_version_changes_nothing(draft, deed):
    put_rows(draft=draft, rows=[row("a")], version=1)
    with pytest.raises(LostRaceError):
        deed(draft)
    assert names(draft) == ["a"]
