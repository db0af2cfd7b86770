"""Entries of several places of the ledger are read as one list."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q

from reports.queries import ledger_pages
from reports.queries.ledger_pages import Entries
from tracker.audit.ledger import Subject, record
from tracker.audit.models import Event

FIRST, SECOND, THIRD, FOURTH = "abcd"


@pytest.fixture
def entries(reviewer):
    """Four on four days, in turn of a programme and of its province."""
    for day, key in enumerate((FIRST, SECOND, THIRD, FOURTH), start=1):
        subject, told = Subject("period", key, "small"), {}
        if key in (SECOND, FOURTH):
            subject, told = Subject("unit", key), {"province": "42"}
        moment = f"2026-11-0{day}T12:00:00+07:00"
        with time_machine.travel(moment, tick=False), transaction.atomic():
            record("tried.out", subject, by=reviewer, after=told)
    ours = Event.objects.filter(verb="tried.out")
    places = (Q(programme_code="small"), Q(province_code="42"))
    return Entries(tuple(ours.filter(place) for place in places))


def keys(events):
    return [event.subject_key for event in events]


def test_the_newest_first_wherever_it_lies(entries):
    assert keys(entries) == keys(entries[:]) == [FOURTH, THIRD, SECOND, FIRST]
    assert keys(entries[1:3]) == [THIRD, SECOND]
    assert entries[3].subject_key == FIRST
    assert keys(entries[4:9]) == []


def test_counted_once(entries, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert (len(entries), len(entries), entries.is_cut) == (4, 4, False)


def test_a_page_reads_no_more_than_it_shows_of_each_place(entries, django_assert_num_queries):
    with django_assert_num_queries(2) as sent:
        assert keys(entries[0:1]) == [FOURTH]
    assert all("LIMIT 1" in one["sql"] for one in sent.captured_queries)


@pytest.mark.parametrize(("reach", "is_cut"), [(3, True), (4, False)])
def test_beyond_its_reach_nothing_is_leafed_or_written(entries, monkeypatch, reach, is_cut):
    monkeypatch.setattr(ledger_pages, "REACH", reach)
    assert (len(entries), entries.is_cut) == (reach, is_cut)
    assert len(list(entries)) == len(entries[0:50]) == reach


def test_narrowed_in_every_place(entries):
    assert keys(entries.filter(subject_key__in=[FIRST, SECOND])) == [SECOND, FIRST]


def test_the_deeds_and_people_that_occur(entries, reviewer, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert entries.deeds_and_people() == (["tried.out"], [reviewer])


def test_an_index_answers_which_deeds_occur(db):
    rows = Event.objects.filter(programme_code="small").order_by()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which reads a small table as it is, and sorts it
            for way in ("seqscan", "bitmapscan", "sort", "hashagg"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    plan = rows.values_list("verb", "actor_id").distinct().explain()
    assert re.search(r"(Index Only Scan using|COVERING INDEX) event_deeds", plan)


def test_entries_from_before_get_their_province(entries, db):
    """What the migration does to rows that were written before there was the column."""
    old = import_module("tracker.audit.migrations.0004_places")
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        old.append_only.unprotect(apps, editor)
        Event.objects.update(province_code=None)
        old.fill(apps, editor)
        old.append_only.protect(apps, editor)
    assert keys(Event.objects.filter(province_code="42", verb="tried.out")) == [FOURTH, SECOND]
