"""From a new account to a second step: one-time password, own password, app, recovery code."""

from __future__ import annotations

import re

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, HA_TINH, PHONE, SMALL, sideways, sign_in, violations

pytestmark = pytest.mark.browser

ACCOUNTS = f"{HA_TINH}quan-tri/tai-khoan/"
OWN = "lúa chín vàng đồng"
FACTOR = "/tai-khoan/xac-thuc-hai-buoc/"


@pytest.fixture
def is_fine():
    """Looks at a page: accessible, no wider than the window, quiet, from this host."""

    def is_fine(page: Page) -> None:
        assert violations(page) == []
        assert sideways(page) <= 0
        assert page.watch.complaints == []
        assert page.watch.strangers == []

    return is_fine


@pytest.fixture
def made(signed_in, is_fine):
    """A new account: its page made by the administrator; returns the one-time password."""

    def made(username: str) -> str:
        page = signed_in("quantri")
        page.goto(f"{ACCOUNTS}them/")
        page.get_by_label("Họ và tên").fill("Lê Thị Mới")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Đơn vị (mã hoặc tên)").fill("42-sxd-2025")
        page.get_by_role("button", name="Tạo tài khoản").click()
        password = page.locator(".one-time").inner_text()
        is_fine(page)
        return password

    return made


def enter(page: Page, username: str, password: str) -> None:
    page.goto("/dang-nhap/")
    sign_in(page, username, password)


def choose(page: Page, old: str, new: str) -> None:
    page.get_by_label("Mật khẩu hiện tại").fill(old)
    page.get_by_label("Mật khẩu mới", exact=True).fill(new)
    page.get_by_label("Nhập lại mật khẩu mới").fill(new)
    page.get_by_role("button", name="Đổi mật khẩu").click()


@pytest.mark.parametrize("width", [DESKTOP, PHONE, SMALL])
def test_first_password_then_second_step(open_page, made, is_fine, width):
    name = f"nguoi.moi.{width}"
    first, page = made(name), open_page(width)
    enter(page, name, first)
    page.goto(f"{HA_TINH}ma-tran/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đặt mật khẩu riêng của bạn")
    choose(page, first, "12345")
    expect(page.get_by_role("alert")).to_be_focused()
    is_fine(page)
    choose(page, first, OWN)
    expect(page).to_have_url(re.compile(f"{HA_TINH}ma-tran/"))

    page.goto(FACTOR)
    is_fine(page)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.locator("#id_code").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Bật xác thực hai bước").click()
    recovery = page.locator(".recovery code").first.inner_text()
    is_fine(page)
    page.goto(FACTOR)
    is_fine(page)

    elsewhere = open_page(width)
    enter(elsewhere, name, OWN)
    elsewhere.goto(HA_TINH)
    expect(elsewhere.get_by_role("heading", level=1)).to_have_text("Bước xác thực thứ hai")
    is_fine(elsewhere)
    elsewhere.locator("#id_code").fill(recovery)
    elsewhere.keyboard.press("Enter")
    expect(elsewhere).to_have_url(re.compile(HA_TINH))


def test_without_javascript_and_by_keyboard_alone(open_page, made):
    first, page = made("ban.phim"), open_page(java_script_enabled=False)
    enter(page, "ban.phim", first)
    page.get_by_label("Mật khẩu hiện tại").focus()
    for text in (first, OWN, OWN):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/p/"))


def test_who_guesses_reads_how_long_to_wait(open_page, is_fine):
    page = open_page()
    for _number in range(6):
        enter(page, "khong.co.ai", "khong-dung")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập sai quá nhiều lần")
    expect(page.locator(".lede")).to_contain_text("15 phút")
    is_fine(page)


def test_many_accounts_from_a_file(signed_in, is_fine):
    page = signed_in("quantri")
    page.goto(f"{ACCOUNTS}nhap/")
    lines = [
        "username,full_name,email,unit,role",
        "tep.mot,Trần Một,,18073,Lãnh đạo đơn vị",
        "tep.hai,Trần Hai,sai,18073,reporter",
        "vanphong,Trần Ba,,18073,reporter",
    ]
    content = "\n".join(lines).encode()
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Xem trước tệp").click()
    expect(page.locator("table.refused")).to_contain_text("dòng 3")
    is_fine(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Tạo 1 tài khoản").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.goto(ACCOUNTS)
    expect(page.get_by_role("link", name="Trần Một")).to_be_visible()
