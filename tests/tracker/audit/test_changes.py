"""The word for a state of the data is another one after every deed, whoever ends last."""

from __future__ import annotations

import pytest
from django.db import transaction

from tracker.audit.changes import compact, data_version, own_versions
from tracker.audit.ledger import Subject, record, record_all
from tracker.audit.models import DataChange

CONTESTS = "tests.tracker.audit.contest"
HERE = Subject("indicator", "urban", "small")


def do(subject):
    with transaction.atomic():
        record("some.deed", subject, by=None)


@pytest.mark.parametrize(
    ("subject", "is_other"),
    [
        (HERE, True),
        (Subject("unit", "42"), True),
        (Subject("indicator", "urban", "other"), False),
        (Subject("account", "lan", None), False),
    ],
)
def test_a_deed_changes_the_word_of_what_it_touches(db, subject, is_other):
    before = data_version("small")
    do(subject)
    assert (data_version("small") != before) is is_other


def test_without_a_deed_the_word_stays(db):
    do(HERE)
    assert data_version("small") == data_version("small")


def test_a_draft_shows_on_no_page(db):
    before = data_version("small")
    with transaction.atomic():
        record_all([("entry.filled", HERE, None, None)], by=None, is_draft=True)
    assert data_version("small") == before


def test_a_deed_that_was_undone_leaves_the_word(db):
    before = data_version("small")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("some.deed", HERE, by=None)
        raise ZeroDivisionError
    assert data_version("small") == before


def test_many_deeds_leave_one_row_for_each_programme(db):
    DataChange.objects.all().delete()
    with transaction.atomic():
        deeds = [("some.deed", HERE, None, None)] * 3
        record_all([*deeds, ("some.deed", Subject("unit", "42"), None, None)], by=None)
    assert sorted(DataChange.objects.values_list("programme_code", flat=True)) == ["", "small"]


def test_no_word_comes_again_after_the_rows_were_thinned(db):
    DataChange.objects.all().delete()
    words = [data_version("small")]
    for subject in (HERE, HERE, Subject("unit", "42"), HERE):
        do(subject)
        words.append(data_version("small"))
    assert compact() == 2
    words.append(data_version("small"))
    do(HERE)
    words.append(data_version("small"))
    assert len(set(words)) == len(words)


def test_states_that_went_apart_after_a_restore_have_other_words(db):
    """As many rows, the same keys: the marks are random."""
    do(HERE)
    mark = DataChange.objects.latest("pk")
    before = data_version("small")
    key = mark.pk
    mark.delete()
    DataChange.objects.create(pk=key, programme_code="small")
    assert data_version("small") != before


def test_who_begins_first_and_ends_last_changes_the_word_too(contest):
    found = contest("overtaken")
    assert len(set(found["words"])) == len(found["words"]) >= 2
    assert found["again"] == found["words"][-1]


def test_each_programme_has_a_word_of_its_own_and_so_has_what_all_share(
    db, django_assert_num_queries
):
    codes = {"small", "other", ""}
    for subject, changed in [
        (HERE, "small"),
        (Subject("indicator", "x", "other"), "other"),
        (Subject("unit", "42"), ""),
    ]:
        before = own_versions(codes)
        do(subject)
        with django_assert_num_queries(1):
            after = own_versions(codes)
        assert {code for code in codes if before[code] != after[code]} == {changed}
