"""Journeys in a real browser through a real server, by the real clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.browsing import DESKTOP, Watch, sign_in
from tests.journeys.server import demonstration

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--lang=en-US"),
]
expect.set_options(timeout=15_000)
MANNERS = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture(autouse=True)
def frozen_today():
    """Time passes here: neither the server nor the browser sees a frozen clock."""


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[str]:
    """The address of one demonstration for all journeys of this process."""
    with demonstration(tmp_path_factory.mktemp("journeys")) as address:
        yield address


@pytest.fixture(scope="package")
def browser(chromium) -> Iterator[Browser]:
    """Chromium. Playwright's event loop must be gone before other tests use a database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, server) -> Iterator[Callable[..., Page]]:
    """A new page in a browser of its own, with its watch as `page.watch`."""
    opened = []

    def open_page(width: int = DESKTOP, **options: Any) -> Page:
        context = _room(browser, server, width, **options)
        opened.append(context)
        return _watched(context, server)

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture(scope="package")
def keys(browser, server) -> Callable[[str], Any]:
    """The cookies of a signed-in person; each signs in once."""
    known: dict[str, Any] = {}

    def keys(user: str) -> Any:
        if user not in known:
            with _room(browser, server, DESKTOP) as context:
                page = context.new_page()
                page.goto("/dang-nhap/")
                sign_in(page, user)
                page.wait_for_url("**/p/**")
                known[user] = context.storage_state()
        return known[user]

    return keys


@pytest.fixture
def signed_in(open_page, keys) -> Callable[..., Page]:
    """A page of somebody who is signed in already, with an empty cache."""

    def signed_in(user: str = "vanphong", width: int = DESKTOP, **options: Any) -> Page:
        return open_page(width, storage_state=keys(user), **options)

    return signed_in


@pytest.fixture(scope="package")
def administrators_page(browser, server, keys) -> Iterator[Callable[[int], Page]]:
    """The one page of the administrator at a width, cache kept, with a new watch each time.

    It stays the same page of the browser: a new one reads and compiles every script again.
    """
    pages: dict[int, Page] = {}

    def administrators_page(width: int) -> Page:
        if width not in pages:
            context = _room(browser, server, width, storage_state=keys("quantri"))
            pages[width] = _watched(context, server)
            return pages[width]
        page = pages[width]
        page.goto("about:blank")  # what the last one still had to say belongs to its own watch
        page.watch.end()
        page.watch = Watch(page, server)
        return page

    yield administrators_page
    for page in pages.values():
        page.context.close()


def _room(browser: Browser, server: str, width: int, **options: Any) -> BrowserContext:
    """A browser for one person in Viet Nam."""
    context = browser.new_context(
        base_url=server, viewport={"width": width, "height": 800}, **MANNERS, **options
    )
    context.set_default_timeout(15_000)
    return context


def _watched(context: BrowserContext, server: str) -> Page:
    page = context.new_page()
    page.watch = Watch(page, server)
    return page
