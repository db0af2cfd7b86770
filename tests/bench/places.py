"""One measured database: its connection, its people, and the report and unit that are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import dj_database_url
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client

from assignments.models import Unit
from indicators.models import Programme
from reports.api.tokens import issue
from reports.models import Report, ReportState
from tracker.accounts.models import Scope, User


class Place:
    """A database by its name among the sizes. Everything is asked of it within `open` only."""

    def __init__(self, name: str, url: str) -> None:
        self.name = name
        self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
        # A pool belongs to an alias, and all databases share the one.
        options = {k: v for k, v in connection.settings_dict["OPTIONS"].items() if k != "pool"}
        settings = {**connection.settings_dict, **dj_database_url.parse(url), "OPTIONS": options}
        self._connection.settings_dict = {**settings, "TIME_ZONE": None, "CONN_MAX_AGE": None}

    @contextmanager
    def open(self) -> Iterator[Place]:
        """The database is the default one."""
        before = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = self._connection
        try:
            yield self
        finally:
            connections[DEFAULT_DB_ALIAS] = before

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    @cached_property
    def programme(self) -> Programme:
        """The one in the middle: as many rows of others lie before its own as behind them."""
        rows = Programme.objects.select_related("province").order_by("pk")
        return rows[rows.count() // 2]

    @cached_property
    def reviewer(self) -> User:
        """Somebody of the office that monitors it."""
        return User.objects.get(username=f"{self.programme.province.code}-vptu-1")

    @cached_property
    def unit(self) -> Unit:
        """A local unit of it."""
        return Unit.objects.filter(province=self.programme.province, kind="commune")[0]

    def report(self, state: ReportState) -> Report:
        """The last report of a local unit in that state."""
        rows = Report.objects.filter(period__programme=self.programme, state=state)
        rows = rows.filter(unit__code__regex=r"^\d{5}$", revision=1)
        related = rows.select_related("period__programme__province", "unit")
        return related.order_by("-period__year", "-period__quarter", "unit__code")[0]

    def reporter(self, unit: Unit) -> User:
        """Who reports for the unit."""
        return unit.memberships.select_related("user").get(role="reporter").user

    def client(self, user: User) -> Client:
        """A browser in which the person has signed in."""
        client = Client(headers={"accept-encoding": "gzip"})
        client.force_login(user)
        return client

    @cached_property
    def machine(self) -> Client:
        """What reads the API with a reviewer's token."""
        _token, secret = issue(
            owner=self.reviewer, name="bench", scopes=list(Scope), days=1, by=None
        )
        headers = {"accept-encoding": "gzip", "authorization": f"Bearer {secret}"}
        return Client(headers=headers)


def vendor_version() -> str:
    """The database's name and version, of the connection in use."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
        else:
            cursor.execute("SHOW server_version")
        found: tuple[Any, ...] = cursor.fetchone()
    return f"{connection.display_name} {found[0].split()[0]}"
