"""Time and queries as ratios to a floor: absolute times belong to a machine, ratios travel."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from io import StringIO
from pathlib import Path
from statistics import median

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Programme
from reports.models import Figure
from reports.queries.facts import FigureRow
from tests.bench.programme import build
from tracker.accounts.models import User

RUNS = 5
EXPLANATION = f"""\
Median of {RUNS} runs on SQLite, after one to warm up. Floor: every figure of the programme read
with one bare values_list query. Pages: the whole answer, compressed, to an administrator.
"""

Task = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """One line of the table."""

    label: str
    seconds: float
    queries: int


def measure(folder: Path, indicators: int, periods: int) -> list[Measured]:
    """The floor first, then what is compared with it."""
    connection.close()
    connection.settings_dict["NAME"] = str(folder / f"{indicators}.sqlite3")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    user = User.objects.create_user("bench", full_name="Bench", is_administrator=True)
    programme = build(indicators, periods, by=user)
    return [measured(label, task) for label, task in _tasks(programme, user).items()]


def _tasks(programme: Programme, user: User) -> dict[str, Task]:
    columns = [field.name for field in fields(FigureRow)]
    figures = Figure.objects.filter(indicator__programme=programme)
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(user)

    def page(name: str) -> Task:
        address = reverse(name, args=[programme.code])

        def load() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, f"{address}: {answer.status_code}"

        return load

    return {
        "floor": lambda: list(figures.values_list(*columns)),
        "Tổng quan": page("overview"),
        "Chỉ tiêu": page("indicators"),
        "assess": lambda: call_command("assess", programme=programme.code, stdout=StringIO()),
    }


def measured(label: str, task: Task) -> Measured:
    """Queries of the first run, median time of those that follow."""
    with CaptureQueriesContext(connection) as captured:
        task()
    queries = len(captured)  # now: the next request forgets them
    seconds = []
    for _run in range(RUNS):
        started = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - started)
    return Measured(label, median(seconds), queries)


def table(title: str, lines: list[Measured]) -> str:
    """Aligned columns; the first line is the floor."""
    floor = lines[0].seconds
    rows = [f"{title:<30}{'time':>12}{'queries':>9}{'ratio':>8}"]
    for line in lines:
        milliseconds, ratio = f"{line.seconds * 1000:.1f} ms", f"{line.seconds / floor:.1f}"
        rows.append(f"  {line.label:<28}{milliseconds:>12}{line.queries:>9}{ratio:>8}")
    return "\n".join(rows) + "\n"
