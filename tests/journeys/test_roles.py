"""A report of a department from the new accounts to the approval: four people, each one's part."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import HA_TINH, violations
from tests.journeys.test_accounts import OWN, choose, enter
from tests.journeys.test_quarter import open_grid

pytestmark = pytest.mark.browser

UNIT = "42-stc-2025"
SIGNS = "Lãnh đạo đơn vị duyệt từng báo cáo trước khi gửi"


def lets_the_head_sign(page: Page) -> None:
    """The administrator asks for the head's signature on every report of the unit."""
    page.goto(f"{HA_TINH}quan-tri/don-vi/{UNIT}/")
    form = page.get_by_role("region", name="Sửa thông tin đơn vị")
    form.get_by_label(SIGNS).check()
    form.get_by_label("Lý do").fill("Theo quy chế làm việc")
    form.get_by_role("button", name="Lưu").click()
    expect(page.get_by_label(SIGNS)).to_be_checked()


def makes(page: Page, username: str, name: str, role: str) -> str:
    """A new account by the administrator; the password shown once."""
    page.goto(f"{HA_TINH}quan-tri/tai-khoan/them/")
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Đơn vị (mã hoặc tên)").fill(UNIT)
    page.get_by_label("Vai trò").select_option(label=role)
    page.get_by_role("button", name="Tạo tài khoản").click()
    return page.locator(".one-time").inner_text()


def arrives(page: Page, username: str, password: str) -> None:
    """The first sign-in, with a password of one's own."""
    enter(page, username, password)
    page.goto(f"{HA_TINH}viec-cua-toi/")
    choose(page, password, OWN)
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def fills_and_sends_to_the_head(page: Page) -> str:
    grid = open_grid(page)
    for place in page.locator("tr[data-entry] [data-field=value]").all():
        with page.expect_response(lambda answer: "/o/" in answer.url):
            place.fill("76,1")
            place.blur()
    expect(page.locator(".g-echo").first).to_contain_text("76,1")
    page.locator("[name=check]").click()
    assert violations(page) == []
    page.get_by_role("button", name="Gửi lãnh đạo ký").click()
    expect(page.locator(".message").first).to_be_visible()
    return grid


def signs(page: Page, grid: str) -> None:
    """From "Việc của tôi", where the report waits for the signature."""
    card = page.get_by_role("region", name="Chờ bạn ký")
    card.locator(".actions a").click()
    assert grid in page.url
    page.get_by_role("button", name="Ký và gửi").click()
    expect(page.locator(".message").first).to_contain_text("Đã ký và gửi báo cáo")


def test_a_department_from_the_accounts_to_the_approval(signed_in, open_page):
    administrator, reporter, head = signed_in("quantri"), open_page(), open_page()
    lets_the_head_sign(administrator)
    clerk = makes(administrator, "tc.chuyenvien", "Hồ Thị Ngân", "Chuyên viên báo cáo")
    leader = makes(administrator, "tc.lanhdao", "Đặng Văn Quý", "Lãnh đạo đơn vị")
    arrives(reporter, "tc.chuyenvien", clerk)
    grid = fills_and_sends_to_the_head(reporter)
    arrives(head, "tc.lanhdao", leader)
    signs(head, grid)
    office = signed_in("vanphong")
    office.goto(f"{HA_TINH}tham-dinh/")
    office.locator(".queue").get_by_role("link", name="Sở Tài chính").click()
    expect(office.locator("main")).to_contain_text("Đặng Văn Quý")
    office.get_by_role("button", name="Phê duyệt tất cả").click()
    expect(office.locator(".message").first).to_contain_text("phê duyệt")
    reporter.goto(f"{HA_TINH}viec-cua-toi/")
    expect(reporter.locator(".work-card")).to_contain_text("Đã phê duyệt")
    for page in (administrator, reporter, head, office):
        assert page.watch.complaints == []


def test_a_report_is_reviewed_without_scripts(signed_in):
    """One figure approved, one returned; a return without its reason is told in a sentence."""
    page = signed_in("vanphong", java_script_enabled=False)
    page.goto(f"{HA_TINH}tham-dinh/")
    page.locator(".queue").get_by_role("link", name="Phường Trần Phú").first.click()
    cases = page.locator("[data-row]:has(button)")
    waiting = cases.count()
    cases.first.get_by_role("button", name="Phê duyệt").click()
    expect(page.locator(".message").first).to_be_visible()
    expect(cases).to_have_count(waiting - 1)
    cases.first.locator("summary", has_text="Trả lại").click()
    cases.first.get_by_role("button", name="Trả lại nội dung này").click()
    expect(cases.first).to_contain_text("Hãy ghi lý do")
    cases.first.locator("textarea").fill("Đề nghị nêu nguồn")
    cases.first.get_by_role("button", name="Trả lại nội dung này").click()
    expect(page.locator("main")).to_contain_text("Đề nghị nêu nguồn")
    expect(cases).to_have_count(waiting - 2)
