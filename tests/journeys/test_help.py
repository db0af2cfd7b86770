"""The explanations open where they stand, by keyboard and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, HA_TINH, sign_in, violations

pytestmark = pytest.mark.browser


def test_a_term_opens_and_closes_by_keyboard(signed_in):
    page = signed_in()
    page.goto(HA_TINH)
    page.locator("[popovertarget=term-gap]").focus()
    page.keyboard.press("Enter")
    note = page.locator("#term-gap")
    expect(note).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def test_a_status_leads_to_its_arithmetic_without_javascript(open_page):
    page = open_page(DESKTOP, java_script_enabled=False)
    page.goto(f"/dang-nhap/?next={HA_TINH}chi-tieu/")
    sign_in(page, "thuongvu")
    page.locator(".why-link", has=page.locator(".is-behind")).first.click()
    steps = page.locator("#vi-sao")
    expect(steps).to_be_visible()
    expect(steps.locator(".sum").filter(has_text="R = (x − b) / (E − b)")).to_have_count(1)
    page.locator("[popovertarget=term-baseline]").click()
    expect(page.locator("#term-baseline")).to_be_visible()


def test_what_is_open_is_printed_and_what_explains_is_not(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/do-thi-hoa/#vi-sao")
    page.emulate_media(media="print")
    expect(page.locator("#vi-sao")).to_be_visible()
    expect(page.locator("details.why:not([open])").first).to_be_hidden()
    expect(page.locator(".term").first).to_be_hidden()
