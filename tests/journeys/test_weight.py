"""The weights of ux.md, as the real server sends them to an empty cache."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.journeys.browsing import ANSWERS, PAGES, draw_charts

pytestmark = pytest.mark.browser

KB = 1000
SAME_AS_ANOTHER = {"indicators, none found", "units, none found", "milestone met"}
PLAIN, WITH_CHARTS, HTML, OWN_SCRIPTS = 150 * KB, 620 * KB, 60 * KB, 15 * KB


def weighed(page, path: str) -> tuple[int, dict[str, int]]:
    """How many charts the page has, and the bytes of each answer with its headers."""
    page.goto(path)
    charts = draw_charts(page)
    weights = {}
    for request in page.watch.requests:
        sizes = request.sizes()
        total = sizes["responseBodySize"] + sizes["responseHeadersSize"]
        weights[urlsplit(request.url).path] = total
    return charts, weights


@pytest.mark.parametrize("name", sorted(PAGES.keys() - ANSWERS.keys() - SAME_AS_ANOTHER))
def test_page(signed_in, name):
    page = signed_in("quantri")
    charts, weights = weighed(page, PAGES[name])
    scripts = {path: size for path, size in weights.items() if path.startswith("/static/js/")}
    html = weights[urlsplit(PAGES[name]).path]
    assert any("plotly" in path for path in weights) or not charts
    assert sum(weights.values()) <= (WITH_CHARTS if charts else PLAIN)
    assert 0 < html <= HTML
    assert 0 < sum(scripts.values()) <= OWN_SCRIPTS


def test_the_server_compresses(signed_in):
    page = signed_in()
    with page.expect_response("**/*plotly-cartesian*.js") as waiting:
        page.goto(PAGES["overview"])
    assert waiting.value.header_value("content-encoding") in ("br", "gzip")
