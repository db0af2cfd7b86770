"""The search by keyboard, from another page to what was found."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import HA_TINH, PHONE

pytestmark = pytest.mark.browser


def test_from_any_page_to_a_result_without_a_mouse(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}don-vi/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Tìm kiếm")).to_be_focused()
    page.keyboard.type("do thi hoa")
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".found a").first).to_be_focused()
    assert page.locator("mark").first.inner_text() == "đô thị hóa"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/p/"))
    assert page.watch.complaints == []


def test_who_types_keeps_the_key_and_who_wants_switches_it_off(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/")
    field = page.get_by_label("Tìm", exact=True)
    field.press("/")
    expect(field).to_have_value("/")
    page.goto("/tim-kiem/")
    page.get_by_role("button", name="Tắt phím này").click()
    page.goto(HA_TINH)
    page.keyboard.press("/")
    expect(page.locator("#search-box")).not_to_be_focused()
    page.goto("/tim-kiem/")
    page.get_by_role("button", name="Bật phím này").click()
    expect(page.get_by_role("button", name="Tắt phím này")).to_be_visible()


def test_on_a_phone_a_sign_leads_there(signed_in):
    page = signed_in(width=PHONE)
    page.goto(HA_TINH)
    expect(page.locator("#search-box")).to_be_hidden()
    page.locator(".search-link").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator(".search-page [name=programme]")).to_have_value(HA_TINH.split("/")[2])
