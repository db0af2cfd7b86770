"""The stored models are those of the migrations, and who/when pairs go together."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import CheckConstraint, Model, Q

from tests.meta.sources import APPS

EXCEPTIONS: dict[tuple[str, str], str] = {
    ("indicators.Target", "recorded"): "the moment is always known; a file loaded with manage.py "
    "by no one in particular leaves the person empty",
    ("reports.Job", "asked"): "nobody asks for the jobs of the schedule",
}
"""Pairs that may be half empty, with the reason."""


def our_models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in APPS and not model._meta.proxy
    ]


def pairs(model: type[Model]) -> set[str]:
    """The deeds of which the model holds moment and person: `approved` of approved_at/_by."""
    names = {field.name for field in model._meta.get_fields()}
    return {n.removesuffix("_at") for n in names if f"{n.removesuffix('_at')}_by" in names} - names


def is_whole(model: type[Model], deed: str) -> bool:
    """Whether the database keeps moment and person together: never empty, or empty together."""
    if not any(model._meta.get_field(f"{deed}_{end}").null for end in ("at", "by")):
        return True
    states = [Q(**{f"{deed}_at__isnull": e, f"{deed}_by__isnull": e}) for e in (True, False)]
    checks = [c for c in model._meta.constraints if isinstance(c, CheckConstraint)]
    return any(check.condition == states[0] | states[1] for check in checks)


PAIRS = [(model, deed) for model in our_models() for deed in sorted(pairs(model))]


def test_there_is_no_missing_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize(("model", "deed"), PAIRS, ids=lambda part: getattr(part, "__name__", part))
def test_moment_and_person_go_together(model, deed):
    is_exception = (model._meta.label, deed) in EXCEPTIONS
    assert is_whole(model, deed) != is_exception


def test_the_exceptions_exist():
    assert {(model._meta.label, deed) for model, deed in PAIRS} >= set(EXCEPTIONS)


def test_the_known_pair_is_found():
    assert ("reports.Figure", "approved") in {(m._meta.label, deed) for m, deed in PAIRS}
