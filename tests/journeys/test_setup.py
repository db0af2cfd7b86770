"""A programme built in the browser: how a wording is understood is seen while it is typed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, PHONE, sideways
from tests.journeys.test_every_page import violations

pytestmark = pytest.mark.browser
HEAD = {
    "number": "9-CTr/TU",
    "title": "Chương trình thử",
    "issuer": "Tỉnh ủy",
    "issued_on": "2026-01-01",
    "monitor": "42-vptu",
}
BAND = {"name": "Tỷ lệ đất đô thị", "unit": "%", "target_2025": "khoảng 4,7–5,1 %"}


def begun(page):
    """On the page of a new row of a new draft."""
    page.goto("/thiet-lap/chuong-trinh/bang/")
    fill(page, HEAD)
    page.locator("[name=province]").select_option("42")
    page.locator("main form button[type=submit]").first.click()
    page.locator("a[href$='/chi-tieu/']").click()
    return page


def fill(page, values):
    for name, text in values.items():
        page.locator(f"[name={name}]").fill(text)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_wording_is_understood_while_it_is_typed_and_the_draft_shows_it(signed_in, width):
    page = begun(signed_in("quantri", width))
    fill(page, BAND | {"target_2030": "khoảng trên 5 %"})
    live = page.locator("#understood")
    expect(live.locator(".understood--refused")).to_have_count(1)
    expect(live).to_contain_text(re.compile(r"4,7\s%"))
    assert (sideways(page), violations(page)) == (0, [])
    page.locator("[name=target_2030]").fill("5,1–5,5 %")
    expect(live.locator(".understood--refused")).to_have_count(0)
    page.locator(".setup-row__end .btn-primary").click()
    card = page.locator(".setup-card")
    expect(card).to_contain_text("Tỷ lệ đất đô thị")
    expect(card.locator(".is-missed")).to_have_count(2)
    assert (sideways(page), violations(page), page.watch.complaints) == (0, [], [])


def test_a_button_shows_it_without_javascript(signed_in):
    page = begun(signed_in("quantri", java_script_enabled=False))
    fill(page, BAND)
    page.locator("[name=look]").click()
    expect(page.locator("#understood")).to_contain_text(re.compile(r"4,7\s%"))
    expect(page.locator("[name=target_2025]")).to_have_value("khoảng 4,7–5,1 %")
