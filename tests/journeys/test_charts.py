"""When Plotly is fetched: as a chart comes near or the page goes to paper; once, or not at all."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.browsing import HA_TINH, PHONE, draw_charts

pytestmark = pytest.mark.browser

RATIO = f"{HA_TINH}chi-tieu/do-thi-hoa/"
DISTRICTS = f"{HA_TINH}chi-tieu/cap-quang/"
CLASSES = f"{HA_TINH}chi-tieu/co-cau-do-thi/"
PLOTLY = "**/*plotly-basic*.js"
SMALL_WINDOW = {"width": 1366, "height": 160}
"""So low that no chart is near it."""


def fetched(page: Page) -> int:
    """How often Plotly was asked for."""
    return sum("plotly" in request.url and ".js" in request.url for request in page.watch.requests)


def drawn(page: Page) -> int:
    return page.locator(".chart__plot:has(.main-svg)").count()


def on_paper(page: Page) -> list[str]:
    """The text of each sheet of the page as it is printed, as `plain` letters."""
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    return [plain(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(pdf)).pages]


def plain(text: str) -> str:
    """Only the letters and digits that a PDF gives back as they were."""
    return "".join(letter for letter in text if letter.isascii() and letter.isalnum())


def words_of_the_drawings(page: Page) -> list[str]:
    """Names and numbers on the axes and in the legends."""
    return page.locator(".main-svg :is(.ytick, .legendtext)").all_text_contents()


@pytest.fixture
def far(signed_in) -> Page:
    """The page of an indicator with two charts, neither near the window."""
    page = signed_in()
    page.set_viewport_size(SMALL_WINDOW)
    page.goto(DISTRICTS)
    page.wait_for_load_state("networkidle")
    assert fetched(page) == 0
    return page


def test_plotly_waits_until_the_chart_comes_near(signed_in):
    page = signed_in()
    page.goto(HA_TINH)
    page.wait_for_load_state("networkidle")
    assert fetched(page) == 0
    place = page.locator(".chart__plot").bounding_box()
    assert draw_charts(page) == 1
    assert fetched(page) == 1
    assert page.locator(".chart__plot").bounding_box()["height"] == place["height"] > 300
    assert page.watch.complaints == []


def test_two_charts_need_it_once(far):
    assert draw_charts(far) == 2
    assert fetched(far) == 1


@pytest.mark.parametrize("address", [HA_TINH, RATIO, DISTRICTS, CLASSES])
@pytest.mark.parametrize("width", [1366, PHONE])
def test_nothing_moves_when_a_chart_is_drawn(signed_in, address, width):
    page = signed_in(width=width)
    page.goto(address)
    heights = "plots => plots.map(plot => plot.getBoundingClientRect().height)"
    before = page.locator(".chart__plot").evaluate_all(heights)
    draw_charts(page)
    assert page.locator(".chart__plot").evaluate_all(heights) == before
    assert min(before) > 0


def test_a_page_that_was_never_scrolled_is_printed_with_its_charts(far):
    sheets = on_paper(far)
    assert drawn(far) == 2
    words = words_of_the_drawings(far)
    assert len(words) > 15
    assert [word for word in words if plain(word) not in "".join(sheets)] == []
    assert on_paper(far) == sheets
    assert far.watch.complaints == []


def test_after_printing_the_charts_fit_the_window_again(far):
    on_paper(far)
    for plot in far.locator(".chart__plot").all():
        drawing = plot.locator(".main-svg").first
        expect(drawing).not_to_have_attribute("viewBox", re.compile("."))
        expect(drawing).to_have_attribute("width", f"{plot.bounding_box()['width']:.0f}")
    assert draw_charts(far) == 2
    assert fetched(far) == 1


def test_what_is_not_printed_fetches_nothing(signed_in):
    page = signed_in()
    page.goto(HA_TINH)
    on_paper(page)
    assert fetched(page) == 0
    assert draw_charts(page) == 1


def test_printing_while_plotly_is_on_its_way_runs_it_once(signed_in):
    page = signed_in()
    held = []
    page.route(PLOTLY, lambda route: route.continue_() if held else held.append(route))
    with page.expect_request(PLOTLY):
        page.goto(RATIO, wait_until="domcontentloaded")
    page.emulate_media(media="print")
    expect(page.locator(".main-svg").first).to_be_attached()
    page.evaluate("window.first = Plotly")
    held[0].continue_()
    page.emulate_media(media="screen")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.first === Plotly")
    assert drawn(page) == 1


@pytest.mark.parametrize("is_printed", [False, True])
def test_without_plotly_the_numbers_stand_there(signed_in, is_printed):
    page = signed_in()
    page.route(PLOTLY, lambda route: route.abort())
    page.goto(RATIO)
    expect(page.locator("[data-missing]")).to_be_visible()
    expect(page.locator(".chart__foot table")).to_be_visible()
    if is_printed:
        number = page.locator(".chart__foot tbody td.num").first.inner_text()
        assert plain(number) in "".join(on_paper(page))


def test_it_is_tried_again_with_the_next_chart(far):
    far.route(PLOTLY, lambda route: route.abort())
    charts = far.locator("figure[data-chart]")
    charts.first.scroll_into_view_if_needed()
    expect(far.locator("[data-missing]").first).to_be_visible()
    far.unroute(PLOTLY)
    charts.last.scroll_into_view_if_needed()
    expect(charts.last.locator(".main-svg").first).to_be_visible()
    assert far.locator("[data-missing]").first.is_hidden()


def test_without_scripts_no_place_is_kept(signed_in):
    page = signed_in(java_script_enabled=False)
    page.goto(RATIO)
    expect(page.locator(".chart__plot")).to_be_hidden()
    expect(page.locator("figure .chart__missing").last).to_be_visible()
    page.locator(".chart__foot summary").click()
    expect(page.locator(".chart__foot table")).to_be_visible()
