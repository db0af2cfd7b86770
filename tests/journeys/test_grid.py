"""The grid: by keyboard alone, from Excel, over a bad line, by two people, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.browsing import (
    DESKTOP,
    HA_TINH,
    PHONE,
    SMALL,
    covered_rows,
    doubled_ids,
    sideways,
    violations,
)
from tests.journeys.test_quarter import open_grid

pytestmark = pytest.mark.browser

REPORTER, HEAD, OFFICE = "chuyenvien", "lanhdao", "vanphong"
ROWS = "tr[data-entry]"
ROW_OF_ITS_OWN = {"keyboard": 0, "paste": 2, "line": 4, "two": 5}
"""Each journey writes into rows of its own: they share one report, in any order."""


def row(page: Page, journey: str, further: int = 0) -> Locator:
    return page.locator(ROWS).nth(ROW_OF_ITS_OWN[journey] + further)


def field(within: Locator, name: str) -> Locator:
    return within.locator(f"[data-field={name}]")


def state(within: Locator) -> Locator:
    return within.locator("[id^=state-]")


def is_stored(answer) -> bool:
    return "/o/" in answer.url


def tab_to(page: Page, target: Locator) -> None:
    """As who has no mouse: from where one is, forward."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("not reached by the Tab key")


def test_filled_and_checked_by_keyboard_alone(signed_in):
    page = signed_in(REPORTER)
    open_grid(page)
    first, second = row(page, "keyboard"), row(page, "keyboard", 1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the main content
    tab_to(page, field(first, "numerator"))
    page.keyboard.insert_text("498210")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("1301560")
    with page.expect_response(is_stored):
        page.keyboard.press("Enter")
    expect(first.locator(".g-echo")).to_contain_text("38,28")
    expect(field(second, "value")).to_be_focused()
    page.keyboard.insert_text("9999")
    page.keyboard.press("Escape")
    expect(field(second, "value")).to_have_value("")
    page.keyboard.press("ArrowUp")
    assert first.locator(":focus").count() == 1
    tab_to(page, page.locator("[name=check]"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra và gửi")
    expect(page.locator("main")).to_contain_text("498.210 / 1.301.560")
    assert page.watch.complaints == []


def test_a_block_is_pasted_from_excel(signed_in):
    """One that is longer than the table, with nothing for the rows of other journeys."""
    page = signed_in(REPORTER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_grid(page)
    upper, lower = row(page, "paste"), row(page, "paste", 1)
    page.evaluate("navigator.clipboard.writeText('18\\t19\\r\\n5\\t8\\r\\n\\r\\n\\r\\n7')")
    field(upper, "numerator").focus()
    with page.expect_response(is_stored), page.expect_response(is_stored):
        page.keyboard.press("Control+V")
    expect(state(upper)).to_contain_text("Đã lưu")
    expect(state(lower)).to_contain_text("Đã lưu")
    expect(field(upper, "denominator")).to_have_value("19")
    expect(lower.locator(".g-echo")).to_contain_text("62,5")
    expect(page.locator("[data-notice]")).to_contain_text("dài hơn bảng")


def test_over_a_slow_line_one_goes_on_and_nothing_is_lost(signed_in):
    page = signed_in(REPORTER)
    open_grid(page)
    one = row(page, "line")
    held = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/o/**", hold)
    field(one, "note").fill("Chờ quyết định")
    field(one, "note").blur()
    expect(state(one)).to_contain_text("Đang lưu")
    field(one, "note").fill("Chờ quyết định của Bộ")
    held[0].abort()
    expect(page.locator("[data-notice]")).to_contain_text("Mất kết nối")
    expect(state(one)).to_contain_text("Chưa lưu")
    expect(field(one, "note")).to_have_value("Chờ quyết định của Bộ")
    page.unroute("**/o/**")
    with page.expect_response(is_stored):
        page.locator("[data-notice] button").click()
    expect(state(one)).to_contain_text("Đã lưu")
    expect(page.locator("[data-notice]")).to_be_hidden()
    page.reload()
    expect(field(row(page, "line"), "note")).to_have_value("Chờ quyết định của Bộ")


def test_two_people_in_one_row(signed_in):
    """The second is told, keeps what was typed, and chooses."""
    mine, theirs = signed_in(REPORTER), signed_in(HEAD)
    open_grid(mine)
    theirs.goto(mine.url)
    for page, words in ((theirs, "Theo công văn của lãnh đạo"), (mine, "Theo sổ của tôi")):
        cell = field(row(page, "two"), "note")
        with page.expect_response(is_stored) as answer:
            cell.fill(words)
            cell.blur()
    assert answer.value.status == 409
    cell = row(mine, "two")
    expect(field(cell, "note")).to_have_value("Theo sổ của tôi")
    expect(cell).to_contain_text("Phạm Thu Hà")
    assert violations(mine) == []
    with mine.expect_response(is_stored):
        cell.locator("[data-take]").click()
    expect(field(cell, "note")).to_have_value("Theo công văn của lãnh đạo")
    expect(state(cell)).to_contain_text("Đã lưu")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_without_scripts_one_button_saves_all(signed_in, width):
    """In English too; what cannot be understood stays in its cell and is told."""
    page = signed_in(REPORTER, width, java_script_enabled=False)
    open_grid(page)
    page.get_by_role("button", name="English").click()
    lines = page.locator(ROWS)
    field(lines.nth(1), "value").fill("hai mốt")
    field(lines.nth(1), "note").fill(f"Width {width}")
    field(lines.nth(5), "note").fill(f"Without scripts, {width}")
    page.locator("[data-save-all]").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet")
    expect(field(lines.nth(1), "value")).to_have_value("hai mốt")
    expect(field(lines.nth(5), "note")).to_have_value(f"Without scripts, {width}")
    expect(state(lines.nth(5))).to_contain_text("Saved")
    assert page.watch.strangers == []


def test_entry_and_review_fit_every_screen(signed_in):
    """The grid, its check and the sheet of the reviewer; each loaded once."""
    unit, office = signed_in(REPORTER), signed_in(OFFICE)
    grid = open_grid(unit)
    fits_every_screen(unit)
    unit.goto(f"{grid}kiem-tra/")
    fits_every_screen(unit)
    office.goto(f"{HA_TINH}tham-dinh/")
    office.locator(".queue tbody th a").first.click()
    fits_every_screen(office)


def fits_every_screen(page: Page) -> None:
    for width in (1920, DESKTOP, 768, PHONE, SMALL):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) <= 0, (page.url, width)
        if width in (DESKTOP, PHONE):
            assert violations(page) == []
    assert doubled_ids(page) == []
    page.set_viewport_size({"width": DESKTOP, "height": 800})
    assert covered_rows(page) == []
    assert page.watch.complaints == []
