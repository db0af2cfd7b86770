"""The weights of ux.md, as the real server sends them to an empty cache."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.journeys.browsing import ANSWERS, PAGES, draw_charts

pytestmark = pytest.mark.browser

KB = 1000
SAME_AS_ANOTHER = {
    "indicators, none found",
    "units, none found",
    "milestone met",
    "search, nothing found",
}
PLAIN, WITH_CHARTS, HTML, OWN_SCRIPTS = 150 * KB, 620 * KB, 60 * KB, 15 * KB


def weights(page: Page) -> dict[str, int]:
    """The bytes of each answer so far with its headers; a manual's pictures are its content."""
    found = {}
    for request in page.watch.requests:
        if urlsplit(request.url).path.startswith("/static/huong-dan/"):
            continue
        sizes = request.sizes()
        total = sizes["responseBodySize"] + sizes["responseHeadersSize"]
        found[urlsplit(request.url).path] = total
    return found


def has_plotly(found: dict[str, int]) -> bool:
    return any("plotly" in path for path in found)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - ANSWERS.keys() - SAME_AS_ANOTHER))
def test_page(signed_in, name):
    """At first, without scrolling, and once every chart was in view."""
    page = signed_in("quantri")
    page.goto(PAGES[name])
    page.wait_for_load_state("networkidle")
    first = weights(page)
    assert sum(first.values()) <= (WITH_CHARTS if has_plotly(first) else PLAIN)
    charts = draw_charts(page)
    found = weights(page)
    assert has_plotly(found) == bool(charts)
    assert sum(found.values()) <= (WITH_CHARTS if charts else PLAIN)
    scripts = {path: size for path, size in found.items() if path.startswith("/static/js/")}
    assert 0 < found[urlsplit(PAGES[name]).path] <= HTML
    assert 0 < sum(scripts.values()) <= OWN_SCRIPTS


def test_the_server_compresses(signed_in):
    page = signed_in()
    with page.expect_response("**/*plotly-basic*.js") as waiting:
        page.goto(PAGES["ratio"])
    assert waiting.value.header_value("content-encoding") in ("br", "gzip")


def test_what_was_fetched_once_is_never_asked_for_again(signed_in):
    page = signed_in()
    page.goto(PAGES["ratio"])
    draw_charts(page)
    files = [request for request in page.watch.requests if "/static/" in request.url]
    kept = {one.response().header_value("cache-control") for one in files}
    assert len(files) > 10
    assert all("immutable" in words and "max-age=315360000" in words for words in kept)
