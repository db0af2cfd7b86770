"""Who gets in, who does not, and how one leaves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import HA_TINH, sign_in

pytestmark = pytest.mark.browser


def test_a_wrong_password_is_said_in_a_sentence(open_page):
    page = open_page()
    page.goto("/dang-nhap/")
    sign_in(page, "vanphong", "khong-dung")
    error = page.get_by_role("alert")
    expect(error).to_be_focused()
    expect(error).to_contain_text("Có lỗi cần sửa")
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("vanphong")
    assert "/dang-nhap/" in page.url


def test_after_signing_in_one_is_where_one_wanted_to_go(open_page):
    page = open_page()
    page.goto(f"{HA_TINH}ma-tran/?as_of=2026-01-31")
    expect(page).to_have_url(re.compile("/dang-nhap/"))
    sign_in(page, "thuongvu")
    expect(page).to_have_url(re.compile(rf"{HA_TINH}ma-tran/\?as_of=2026-01-31$"))


@pytest.mark.parametrize("path", ["", "chi-tieu/do-thi-hoa/", "don-vi/436/", "ma-tran.csv"])
def test_a_stranger_finds_nothing_of_the_other_province(signed_in, path):
    page = signed_in("thanhhoa")
    assert page.goto(HA_TINH + path).status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
    expect(page.locator("body")).not_to_contain_text("15-CTr/TU")


def test_signing_out_closes_the_door(open_page):
    page = open_page()
    page.goto("/dang-nhap/")
    sign_in(page, "vanphong")
    page.locator(".who-menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    page.goto(HA_TINH)
    expect(page).to_have_url(re.compile("/dang-nhap/"))
