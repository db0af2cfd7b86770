"""Every page at three widths: quiet, from this host, no wider than the window, accessible."""

from __future__ import annotations

import pytest

from tests.journeys.browsing import (
    ANSWERS,
    DESKTOP,
    HA_TINH,
    PAGES,
    PHONE,
    SMALL,
    covered_rows,
    doubled_ids,
    draw_charts,
    sideways,
    squeezed_cells,
    violations,
)

pytestmark = pytest.mark.browser

WIDTHS = [DESKTOP, PHONE, SMALL]
ALSO = {DESKTOP: (1920, 768)}
"""Widths that a page is brought to without being loaded again."""
CHARTS = {
    "overview": 1,
    "overview of the other province": 1,
    "ratio": 1,
    "ratio with districts": 2,
    "classes": 1,
    "no figures": 1,
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_page(administrators_page, name, width):
    page = administrators_page(width)
    assert page.goto(PAGES[name]).status == ANSWERS.get(name, 200)
    assert draw_charts(page) == CHARTS.get(name, 0)
    assert page.watch.complaints == []
    assert page.watch.strangers == []
    assert covered_rows(page) == []
    assert doubled_ids(page) == []
    for also in ALSO.get(width, ()):
        page.set_viewport_size({"width": also, "height": 800})
        assert sideways(page) <= 0, also
    page.set_viewport_size({"width": width, "height": 800})
    assert sideways(page) <= 0
    assert squeezed_cells(page) == []
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_sign_in_page(open_page, width):
    page = open_page(width)
    assert page.goto("/dang-nhap/").status == 200
    assert page.watch.complaints == []
    assert page.watch.strangers == []
    assert sideways(page) <= 0
    assert violations(page) == []


def test_english_pages_are_accessible_too(signed_in):
    page = signed_in("quantri")
    page.goto(HA_TINH)
    page.get_by_role("button", name="English").click()
    for name in ("overview", "ratio", "matrix"):
        page.goto(PAGES[name])
        assert page.locator("html").get_attribute("lang") == "en"
        assert violations(page) == []
    assert page.watch.complaints == []


def test_the_watch_sees_what_it_watches_for(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}don-vi/")
    page.evaluate("document.body.setAttribute('style', 'width: 4000px')")
    page.evaluate("document.body.append(new Image())")
    page.evaluate("document.images[0].src = 'http://127.0.0.1:9/x.png'")
    page.locator("h1").click()
    assert "style-src" in page.watch.complaints[0]
    assert "img-src" in page.watch.complaints[1]
    assert any(rule.startswith("image-alt") for rule in violations(page))


def test_the_page_that_stays_is_watched_anew_each_time(administrators_page):
    for word in ("first", "second"):
        page = administrators_page(DESKTOP)
        page.goto(PAGES["units"])
        page.evaluate("word => console.warn(word)", word)
        page.locator("h1").click()
        assert page.watch.complaints == [word]


def test_focus_is_never_hidden_under_what_stays_on_top(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/")
    page.locator("tbody tr:last-child th a").first.focus()
    for _step in range(40):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(HIDDEN_FOCUS) is None


HIDDEN_FOCUS = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + 2);
  const isSeen = top && (element.contains(top) || top.contains(element));
  return isSeen ? null : element.outerHTML;
}"""
