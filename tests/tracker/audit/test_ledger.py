"""The ledger only grows, and the database sees to it."""

import pytest
from django.db import DatabaseError, transaction

from tracker.audit.ledger import Subject, record
from tracker.audit.models import Event

SUBJECT = Subject("figure", "urban/42/2025", "small")


@pytest.fixture
def event(reviewer):
    return record("figure.approved", SUBJECT, by=reviewer, after={"value": "38.5"}, reason="lý do")


def test_an_entry_says_who_what_and_why(event, reviewer):
    stored = Event.objects.get()
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
    assert Event.objects.get().verb == "figure.approved"


def test_the_database_refuses_a_deletion(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.all()._raw_delete(using="default")
    assert Event.objects.count() == 1


def test_an_entry_outside_a_transaction_is_a_mistake_of_the_caller(monkeypatch, reviewer):
    class Outside:
        in_atomic_block = False

    monkeypatch.setattr(transaction, "get_connection", lambda: Outside)
    with pytest.raises(RuntimeError):
        record("figure.approved", SUBJECT, by=reviewer)
