"""The ledger only grows, and the database sees to it."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from tracker.audit import ledger
from tracker.audit.ledger import Subject, record
from tracker.audit.models import Event

SUBJECT = Subject("figure", "urban/42/2025", "small")


@pytest.fixture
def event(reviewer):
    return record("figure.approved", SUBJECT, by=reviewer, after={"value": "38.5"}, reason="lý do")


def test_an_entry_says_who_what_and_why(event, reviewer):
    stored = Event.objects.get(verb="figure.approved")
    assert (stored.actor, stored.verb, stored.subject_key) == (
        reviewer,
        "figure.approved",
        "urban/42/2025",
    )
    assert stored.after == {"value": "38.5"}
    assert stored.reason == "lý do"


def test_the_database_refuses_a_change(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(verb="figure.forged")
    assert not Event.objects.filter(verb="figure.forged").exists()


def test_the_database_refuses_a_deletion(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.all()._raw_delete(using="default")
    assert Event.objects.filter(verb="figure.approved").count() == 1


def test_an_entry_outside_a_transaction_is_a_mistake_of_the_caller(monkeypatch, reviewer):
    outside = SimpleNamespace(in_atomic_block=False)
    stand_in = SimpleNamespace(get_connection=lambda: outside)
    monkeypatch.setattr(ledger, "transaction", stand_in)
    with pytest.raises(RuntimeError):
        record("figure.approved", SUBJECT, by=reviewer)


@pytest.mark.parametrize(
    ("programme", "before", "after", "place"),
    [
        ("", None, {"province": "42"}, "42"),
        ("", {"province": "42"}, None, "42"),
        ("", {"province": "42"}, {}, "42"),
        ("", {"province": "38"}, {"province": "42"}, "42"),
        (None, None, {}, None),
        ("small", None, {"province": "42"}, None),
    ],
)
def test_what_belongs_to_no_programme_is_its_provinces(db, programme, before, after, place):
    with transaction.atomic():
        row = record("x.tried", Subject("x", "1", programme), by=None, before=before, after=after)
    row.refresh_from_db()
    assert row.province_code == place
