"""A meeting in small: the small programme with figures, its four quarters, frozen meetings."""

from __future__ import annotations

from datetime import date
from importlib import import_module

from django.db import connection
from django.urls import reverse

from indicators.models import Programme
from reports.meetings import freeze
from reports.models import Snapshot
from tests.reports.figures import bring
from tests.reports.oversight_cast import periods_of
from tracker.accounts.models import User

TODAY = date(2026, 11, 20)
HELD = date(2026, 11, 25)
NAME = "Hội nghị Ban Thường vụ tháng 11"
FIGURES = (
    "urban,42,2024,36.5,,,,official,",
    "urban,42,2025,38.5,,,,illustrative,",
    "housing,18073,2025,,3100,100,,official,",
    "towns,42,2025,2,,,II,official,",
    "towns,42,2025,0,,,III,official,",
    "broadband,18073,2026-Q2,,70,100,,official,",
)


def figures(programme: Programme, by: User) -> None:
    """Figures of the province and of a ward, approved."""
    bring(programme, by, *FIGURES)


def freeze_meeting(programme: Programme, by: User, **changed: object) -> Snapshot:
    """The meeting of November about Quý III/2026, or another."""
    period = periods_of(programme)[str(changed.pop("period", "2026-Q3"))]
    wanted = {"meeting": NAME, "held_on": HELD, "as_of": TODAY} | changed
    return freeze(programme=programme, period=period, by=by, **wanted)


def tamper(stored: Snapshot, **changed: object) -> None:
    """Change the row as somebody would who has the database in their hands."""
    triggers = import_module("reports.migrations.0006_frozen_meetings")
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not is_sqlite:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in triggers.SQLITE_UNDONE if is_sqlite else triggers.POSTGRESQL_UNDONE:
            cursor.execute(statement)
        Snapshot.objects.filter(pk=stored.pk).update(**changed)
        for statement in triggers.SQLITE if is_sqlite else triggers.POSTGRESQL:
            cursor.execute(statement)


def at(name: str, *args: object) -> str:
    return reverse(name, args=["small", *args])


def wanted(**changed: str) -> dict[str, str]:
    """The form as a browser sends it."""
    return {"ky": "2026-Q3", "hop": NAME, "ngay": HELD.isoformat(), "so": ""} | changed
