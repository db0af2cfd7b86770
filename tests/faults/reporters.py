"""Reporters who save cells as the page's JavaScript does, all at once and whatever happens."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.faults.installation import Installation

TOKEN = "a" * 32
STAMP = re.compile(r'name="e\d+-version" value="([^"]+)"')
AGAIN_AFTER = 0.2
"""Seconds until a row that was not saved is sent again (the page waits ten)."""


class Visitor:
    """One signed-in person with one connection."""

    SECONDS = 20

    def __init__(self, installation: Installation, name: str) -> None:
        self._port = installation.port
        session = installation.world["sessions"][name]
        self._cookies = f"sessionid={session}; csrftoken={TOKEN}"
        self._connection: http.client.HTTPConnection | None = None

    def __enter__(self) -> Visitor:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str], **headers: str) -> tuple[int, str]:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields).encode(), form | headers)

    def post_body(self, path: str, body: bytes, content_type: str) -> tuple[int, str]:
        return self._ask("POST", path, body, {"Content-Type": content_type, "HX-Request": "true"})

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, str]:
        """Status and page; OSError or HTTPException without an answer."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                "127.0.0.1", self._port, timeout=self.SECONDS
            )
        try:
            told = {"Cookie": self._cookies, "X-CSRFToken": TOKEN} | headers
            self._connection.request(method, path, body, told)
            answer = self._connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@dataclass
class Crowd:
    """Every reporter saves each of their cells so many times, several cells at once."""

    installation: Installation
    times: int = 5
    at_once: int = 20
    seconds: float = 60
    saved: list[tuple[int, str]] = field(default_factory=list)
    """Entry and value of every save that was acknowledged."""
    answers: Counter = field(default_factory=Counter)
    """How often which status came; 0: the connection broke."""
    pages: dict[int, str] = field(default_factory=dict)
    """The last page of each status."""

    def __enter__(self) -> Crowd:
        cells = self.installation.world["cells"]
        groups = [cells[number :: self.at_once] for number in range(self.at_once)]
        self._end = time.monotonic() + self.seconds
        self._threads = [
            threading.Thread(target=self._save_all, args=(group,), daemon=True) for group in groups
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        for thread in self._threads:
            thread.join(timeout=self.seconds)

    @property
    def total(self) -> int:
        return len(self.installation.world["cells"]) * self.times

    @property
    def is_done(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)

    def has_saved(self, share: float) -> bool:
        """Whether so much is acknowledged."""
        return len(self.saved) >= share * self.total

    def _save_all(self, cells: list[dict]) -> None:
        stamps = {cell["entry"]: "1-" for cell in cells}
        with ExitStack() as held:
            visitors = {
                name: held.enter_context(Visitor(self.installation, name))
                for name in {cell["by"] for cell in cells}
            }
            for number in range(self.times):
                for cell in cells:
                    entry = cell["entry"]
                    value = f"{number + 1},{entry:03d}5"  # no zero at the end
                    visitor, stamp = visitors[cell["by"]], stamps[entry]
                    stamps[entry] = self._save(visitor, cell, value, stamp)

    def _save(self, visitor: Visitor, cell: dict, value: str, stamp: str) -> str:
        """Sent again until it is acknowledged; the stamp for the next."""
        entry = cell["entry"]
        fields = {f"e{entry}-version": stamp, f"e{entry}-value": value, f"e{entry}-note": ""}
        while time.monotonic() < self._end:
            try:
                status, page = visitor.post(cell["url"], fields)
            except (OSError, http.client.HTTPException):
                status, page = 0, ""
            self.answers[status] += 1
            self.pages[status] = page
            if status == 200:
                self.saved.append((entry, value))
                return STAMP.search(page)[1]
            time.sleep(AGAIN_AFTER)
        raise TimeoutError(f"never saved: {value}")


def check_nothing_is_lost(crowd: Crowd) -> None:
    """Every acknowledged save has its one row in the ledger, and every cell stands as the ledger
    says it was last written, with a version for each time."""
    ledger: dict[str, list[str]] = {}
    events = crowd.installation.rows(
        "SELECT subject_key, after FROM audit_event WHERE verb = 'entry.filled' ORDER BY id"
    )
    for key, after in events:
        content = json.loads(after) if isinstance(after, str) else after
        ledger.setdefault(key, []).append(content["value"])
    told = Counter(value for values in ledger.values() for value in values)
    lost = [value for _entry, value in crowd.saved if told[plain(value)] != 1]
    assert lost == [], "acknowledged, but not in the ledger exactly once"
    cells = crowd.installation.rows(
        "SELECT e.id, u.code, p.year, p.quarter, r.revision, i.code, e.value, e.version"
        " FROM reports_entry e JOIN reports_report r ON r.id = e.report_id"
        " JOIN reports_reportingperiod p ON p.id = r.period_id"
        " JOIN assignments_unit u ON u.id = r.unit_id"
        " JOIN indicators_indicator i ON i.id = e.indicator_id"
    )
    for _entry, unit, year, quarter, revision, code, value, version in cells:
        written = ledger.get(f"{unit}/{year}-Q{quarter}/{revision}/{code}", [])
        assert version == 1 + len(written)
        assert (f"{value:.4f}" if value is not None else None) == (written[-1] if written else None)


def plain(value: str) -> str:
    return value.replace(",", ".")
