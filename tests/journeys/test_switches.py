"""What stands in every page's head: the day, the language and the programme."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import HA_TINH, THANH_HOA

pytestmark = pytest.mark.browser

RATIO = f"{HA_TINH}chi-tieu/do-thi-hoa/"
PAST = "Đang xem tình hình tính đến 30/06/2024, không phải hôm nay."


def test_the_day_is_typed_and_entered(signed_in):
    page = signed_in()
    page.goto(RATIO)
    page.get_by_label("Tính đến").press_sequentially("06302024")
    assert "2024" not in page.url
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"as_of=2024-06-30$"))
    expect(page.get_by_text(PAST)).to_be_visible()
    expect(page.locator(".figure-cell").first).to_contain_text("2023")


def test_the_day_is_typed_and_shown_by_the_button(signed_in):
    page = signed_in()
    page.goto(RATIO)
    page.get_by_label("Tính đến").press_sequentially("06302024")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_text(PAST)).to_be_visible()


def test_a_day_picked_from_the_calendar_shows_itself(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/?q=dat")
    page.get_by_label("Tính đến").fill("2024-06-30")
    expect(page.get_by_text(PAST)).to_be_visible()
    assert re.search(r"\?q=dat&as_of=2024-06-30$", page.url)


def test_the_day_goes_along_to_every_page(signed_in):
    page = signed_in()
    page.goto(f"{RATIO}?as_of=2024-06-30")
    nav = page.get_by_role("navigation", name="Điều hướng chính")
    for name in ("Tổng quan", "Chỉ tiêu", "Ma trận", "Đơn vị", "Văn bản"):
        nav.get_by_role("link", name=name, exact=True).click()
        expect(nav.locator("[aria-current=page]")).to_have_text(name)
        expect(page.get_by_text(PAST)).to_be_visible()


def test_english_and_back(signed_in):
    page = signed_in()
    page.goto(f"{RATIO}?as_of=2024-06-30")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Urbanisation rate")
    assert page.url.endswith("?as_of=2024-06-30")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tỷ lệ đô thị hóa")


def test_an_administrator_changes_the_programme(signed_in):
    page = signed_in("quantri")
    page.goto(f"{HA_TINH}ma-tran/?as_of=2026-01-31")
    page.locator(".programme summary").click()
    menu = page.get_by_role("navigation", name="Đổi chương trình")
    expect(menu.locator("[aria-current]")).to_contain_text("15-CTr/TU")
    menu.get_by_role("link", name="57-KH/TU").click()
    expect(page).to_have_url(re.compile(f"{THANH_HOA}\\?as_of=2026-01-31$"))
    expect(page.locator(".programme summary")).to_contain_text("57-KH/TU · Thanh Hóa")


def test_menus_open_and_close_by_keyboard(signed_in):
    page = signed_in("quantri")
    page.goto(HA_TINH)
    summary = page.locator(".programme summary")
    summary.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="57-KH/TU")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(summary).to_be_focused()


def test_one_programme_needs_no_choice(signed_in):
    page = signed_in("thanhhoa")
    page.goto("/")
    expect(page).to_have_url(re.compile(THANH_HOA))
    page.locator(".programme summary").click()
    menu = page.get_by_role("navigation", name="Đổi chương trình")
    expect(menu.get_by_role("link")).to_have_count(1)
