"""A quarter in the browser: filled and sent, two figures returned, corrected, approved, told."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, HA_TINH, PHONE, SMALL, sideways, violations

pytestmark = pytest.mark.browser

OFFICE, REPORTER = "vanphong", "phuong"
PAGES = {
    "my work": (REPORTER, f"{HA_TINH}viec-cua-toi/"),
    "queue": (OFFICE, f"{HA_TINH}tham-dinh/"),
    "completeness": (OFFICE, f"{HA_TINH}do-day-du/"),
    "calendar": (OFFICE, f"{HA_TINH}lich/"),
    "ledger": (OFFICE, f"{HA_TINH}nhat-ky/"),
    "inbox": (OFFICE, "/hop-thu/"),
}


@pytest.mark.parametrize("width", [DESKTOP, PHONE, SMALL])
@pytest.mark.parametrize("name", PAGES)
def test_page(signed_in, name, width):
    user, address = PAGES[name]
    page = signed_in(user, width)
    assert page.goto(address).status == 200
    check_page(page)


def check_page(page: Page) -> None:
    assert page.watch.complaints == []
    assert page.watch.strangers == []
    assert sideways(page) <= 0
    assert violations(page) == []


def open_grid(page: Page) -> str:
    """From "Việc của tôi" to the grid of the current quarter; its address."""
    page.goto(f"{HA_TINH}viec-cua-toi/")
    page.locator("main a[href*='/bao-cao/']").first.click()
    expect(page.locator("tr:has(input[data-field=value])").first).to_be_visible()
    return urlsplit(page.url).path


def keep_everything(page: Page) -> None:
    """ "Giữ nguyên số kỳ trước" in every row, each with its reason; every row saves itself."""
    rows = page.locator("tr:has(input[data-flag=kept])").all()
    assert rows
    for row in rows:
        with page.expect_response(lambda answer: "/o/" in answer.url):
            row.locator("textarea").fill("Theo sổ theo dõi của phường")
            row.locator("textarea").blur()
        if not row.locator("input[data-flag=kept]").is_checked():
            with page.expect_response(lambda answer: "/o/" in answer.url):
                row.locator("input[data-flag=kept]").check()


def tell_of_tasks(page: Page) -> None:
    """The button "Như kỳ trước", then a percentage of one's own; each row saves itself."""
    row = page.locator("tr:has([data-field=progress])").first
    with page.expect_response(lambda answer: "/nhiem-vu/" in answer.url):
        row.locator("button[name=again]").click()
    expect(row.locator("[data-field=progress]")).to_have_value("55")
    with page.expect_response(lambda answer: "/nhiem-vu/" in answer.url):
        row.locator("[data-field=progress]").fill("80")
        row.locator("[data-field=words]").fill("Đã ban hành kế hoạch của phường")
        row.locator("[data-field=words]").blur()


def send(page: Page, grid: str) -> None:
    """Through the check page to the Office."""
    page.goto(f"{grid}kiem-tra/")
    check_page(page)
    page.locator("button[name=verb][value=submit]").click()
    expect(page.locator(".message").first).to_contain_text("Đã gửi báo cáo")


def test_a_report_from_the_first_figure_to_the_approval(signed_in):
    unit, office = signed_in(REPORTER), signed_in(OFFICE)
    grid = open_grid(unit)
    check_page(unit)
    keep_everything(unit)
    tell_of_tasks(unit)
    send(unit, grid)
    review = grid.replace("/bao-cao/", "/tham-dinh/")
    office.goto(review)
    check_page(office)
    expect(office.locator("tbody[id^=entry-u]")).to_contain_text("Đã ban hành kế hoạch của phường")
    for tick in office.locator("input.tick[name=entry]").all()[:2]:
        tick.check()
    office.locator("#reason").fill("Đề nghị kiểm tra lại")
    office.locator("button[value=return]").click()
    expect(office.locator(".message").first).to_contain_text("2")
    unit.goto(grid)
    expect(unit.locator("main")).to_contain_text("Đề nghị kiểm tra lại")
    send(unit, grid)
    office.goto(review)
    office.locator("button[value=approve-all]").click()
    expect(office.locator(".message").first).to_contain_text("phê duyệt")
    office.goto(f"{HA_TINH}nhat-ky/")
    expect(office.locator("main")).to_contain_text("Phường Thành Sen")
