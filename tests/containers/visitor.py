"""Somebody at the proxy's address: a cookie jar, forms as the page has them, and no more."""

from __future__ import annotations

import http.cookiejar
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.request import Request

SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """What came back after all redirects."""

    status: int
    url: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()


@dataclass
class Visitor:
    """A browser without a screen; trusts this certificate only, if one is given."""

    address: str
    certificate: Path | None = None
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)
    spare: list[str] = field(default_factory=list)
    """Recovery codes that were written down."""

    def get(self, path: str, *, follow: bool = True, **headers: str) -> Answer:
        """A page by its path or whole address."""
        return self._ask(Request(self._url(path), headers=headers), follow)  # noqa: S310 - http

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """A form, sent from the page that it stands on."""
        data = urllib.parse.urlencode(fields).encode()
        url = self._url(path)
        origin = {"Origin": self.address, "Referer": url}
        return self._ask(Request(url, data=data, headers=origin), follow=True)  # noqa: S310 - http

    def upload(self, path: str, fields: dict[str, str], name: str, content: bytes) -> Answer:
        """A form with a file in its field `file`."""
        mark = "of-this-form-only"
        lines = [_part(mark, f'name="{key}"', value.encode()) for key, value in fields.items()]
        lines += [_part(mark, f'name="file"; filename="{name}"', content)]
        url = self._url(path)
        headers = {"Origin": self.address, "Referer": url}
        headers["Content-Type"] = f"multipart/form-data; boundary={mark}"
        data = b"".join(lines) + f"--{mark}--\r\n".encode()
        return self._ask(Request(url, data=data, headers=headers), follow=True)  # noqa: S310 - http

    def sign_in(self, username: str, password: str) -> Answer:
        """By the form of the sign-in page."""
        fields = fields_of(self.get("/dang-nhap/").text)
        return self.post("/dang-nhap/", fields | {"username": username, "password": password})

    def _url(self, path: str) -> str:
        return urllib.parse.urljoin(self.address, path)

    def _ask(self, request: Request, follow: bool) -> Answer:
        trusted = ssl.create_default_context(cafile=self.certificate) if self.certificate else None
        handlers: list[urllib.request.BaseHandler] = [
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=trusted),
            urllib.request.HTTPCookieProcessor(self.cookies),
        ]
        if not follow:
            handlers.append(_Stay())
        try:
            with urllib.request.build_opener(*handlers).open(request, timeout=SECONDS) as answer:
                return _read(answer)
        except urllib.error.HTTPError as error:
            return _read(error)


def _part(mark: str, words: str, content: bytes) -> bytes:
    head = f"--{mark}\r\nContent-Disposition: form-data; {words}\r\n\r\n"
    return head.encode() + content + b"\r\n"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        """Not anywhere."""


def _read(answer) -> Answer:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Answer(answer.status, answer.url, headers, answer.read())


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An input has its value at hand, a text area its content later."""
        held = dict(attrs)
        name, kind = held.get("name"), held.get("type", "text")
        is_passed_over = kind in {"checkbox", "radio", "submit", "file"} and "checked" not in held
        if name and tag == "input" and not is_passed_over:
            self.found[name] = held.get("value") or ""
        if name and tag == "textarea":
            self.found[name], self._area = "", name

    def handle_data(self, data: str) -> None:
        """The content of the text area that is open."""
        if self._area:
            self.found[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        """A text area ends."""
        if tag == "textarea":
            self._area = None


def fields_of(page: str) -> dict[str, str]:
    """Name → value of every field of the page, as a browser would send them unchanged."""
    parser = _Fields()
    parser.feed(page)
    return parser.found


def link(page: str, pattern: str) -> str:
    """The first link whose address matches."""
    found = re.search(rf'href="([^"]*{pattern}[^"]*)"', page)
    assert found, f"no link {pattern}"
    return unescape(found[1])
