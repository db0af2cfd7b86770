"""One person's browser behind the proxy: cookies, and the grid saved as its JavaScript does."""

from __future__ import annotations

import gzip
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.containers.visitor import fields_of

HOST, ORIGIN = "localhost", "http://localhost"
SECONDS = 30
ROW = re.compile(r'data-entry="(\d+)" data-url="([^"]+)"')


class RefusedError(Exception):
    """An answer that nobody wants to see."""


class _Connection(HTTPConnection):
    """To gunicorn's socket, as the proxy has it: a new one for each request."""

    def __init__(self, path: Path) -> None:
        super().__init__(HOST, timeout=SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(SECONDS)
        self.sock.connect(str(self._path))


@dataclass
class Browser:
    """What one person has open. `address` is what the proxy says of where they sit."""

    path: Path
    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, url: str) -> str:
        """A page that is there."""
        return self._ask("GET", url, wanted=200)

    def post(
        self, url: str, fields: Mapping[str, str], *, wanted: int, headers: Mapping[str, str] = {}
    ) -> str:
        """A form, with the answer that is expected."""
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": ORIGIN}
        return self._ask("POST", url, wanted, urlencode(fields).encode(), {**kind, **headers})

    def sign_in(self, url: str, name: str, password: str) -> None:
        """By the form; the answer leads on."""
        fields = fields_of(self.get(url)) | {"username": name, "password": password}
        self.post(url, fields, wanted=302)

    def _ask(
        self,
        method: str,
        url: str,
        wanted: int,
        body: bytes | None = None,
        headers: Mapping[str, str] = {},
    ) -> str:
        sent = {"Accept-Encoding": "gzip", "Connection": "close", **headers}
        sent["X-Forwarded-For"] = self.address
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = _Connection(self.path)
        try:
            connection.request(method, url, body, sent)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, HTTPException) as error:
            raise RefusedError(f"{method} {url}: {error!r}") from error
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {one.key: one.value for one in SimpleCookie(line).values()}
        if answer.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        text = content.decode()
        if answer.status != wanted:
            raise RefusedError(f"{method} {url}: {answer.status} {text[:300]!r}")
        return text


@dataclass
class Grid:
    """The rows of one report that this person fills, with the versions as last seen.

    What is read from an answer is read before the next save: it belongs to nobody's waiting time.
    """

    place: int
    people: int
    rows: dict[int, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    saved: dict[int, int] = field(default_factory=dict)
    """The last numerator of each cell that the server acknowledged."""
    count: int = 0
    unread: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether the report has been looked at."""
        return bool(self.rows or self.unread)

    def load(self, browser: Browser, url: str) -> None:
        """The whole page: what it shows now is what is sent next."""
        self.unread = [browser.get(url)]

    def typed(self) -> tuple[int, dict[str, str]]:
        """The next row with a new number, and all its fields as a browser would send them."""
        self._read()
        key = sorted(self.rows)[self.count % len(self.rows)]
        self.count += 1
        row, number = f"e{key}-", self.count % 1000
        self.fields |= {f"{row}numerator": str(number), f"{row}denominator": "1000"}
        self.fields |= {f"{row}value": ""} if f"{row}value" in self.fields else {}
        self.fields[f"{row}note"] = f"Lần ghi {self.count}, theo báo cáo của đơn vị"
        return key, {name: text for name, text in self.fields.items() if name.startswith(row)}

    def save(self, browser: Browser, key: int, body: Mapping[str, str]) -> None:
        """One row, with the token in a header."""
        token = {"X-CSRFToken": browser.cookies["csrftoken"]}
        self.unread.append(browser.post(self.rows[key], body, wanted=200, headers=token))
        self.saved[key] = int(body[f"e{key}-numerator"])

    def _read(self) -> None:
        """Every `people`-th ratio of the page is this person's, from `place` on."""
        for page in self.unread:
            self.fields |= fields_of(page)
            found = [(int(key), url) for key, url in ROW.findall(page)]
            ratios = [one for one in found if f"e{one[0]}-denominator" in self.fields]
            self.rows = dict(ratios[self.place :: self.people]) or self.rows
        self.unread.clear()
