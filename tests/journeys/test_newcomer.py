"""The Party Office's first visit: from the sign-in page to a target, its gap and its clause."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import HA_TINH, draw_charts, sign_in

pytestmark = pytest.mark.browser


def test_signs_in_with_a_listed_account_and_reads_the_state(open_page):
    page = open_page()
    page.goto("/")
    account = page.get_by_role("row").filter(has_text="Văn phòng Tỉnh ủy")
    password = page.locator("section code").first.inner_text()
    sign_in(page, account.locator("code").first.inner_text(), password)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan")
    sentence = page.locator(".lede").inner_text()
    total = int(re.match(r"Trong (\d+) chỉ tiêu", sentence)[1])
    counts = [int(count) for count in page.locator(".tile__count").all_inner_texts()]
    assert sum(counts) == total > 0
    assert page.get_by_role("row").filter(has=page.locator("svg.bullet")).count() <= 10
    assert page.watch.complaints == []


def test_clicks_a_tile_and_gets_the_list_of_just_these(signed_in):
    page = signed_in()
    page.goto(HA_TINH)
    tile = page.locator(".tile:not(.tile--zero)").first
    count = int(tile.locator(".tile__count").inner_text())
    word = tile.locator(".tile__word").inner_text()
    tile.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chỉ tiêu")
    expect(page.get_by_label("Đánh giá")).to_have_value(re.compile(r"\w+"))
    assert page.locator("tbody .status").all_inner_texts() == [word] * count


def test_filters_show_themselves_at_once_and_can_be_taken_back(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/")
    everything = page.locator("tbody tr").count()
    page.get_by_label("Nhóm").select_option(index=1)
    expect(page).to_have_url(re.compile("group="))
    assert 0 < page.locator("tbody tr").count() < everything
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(everything)
    expect(page.get_by_label("Tìm", exact=True)).to_be_enabled()


def test_opens_an_indicator_and_reads_its_gap_and_its_line_to_2030(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/")
    page.get_by_role("link", name="Tỷ lệ đô thị hóa", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tỷ lệ đô thị hóa")
    final = page.locator(".figure-cell").filter(has_text="Mục tiêu 2030")
    expect(final).to_contain_text("trên 45%")
    expect(final).to_contain_text(re.compile(r"(còn thiếu|vượt)\s\d+(,\d+)?\sđiểm phần trăm"))
    assert draw_charts(page) == 1
    labels = page.locator("svg.main-svg .annotation-text").all_text_contents()
    assert "2030: trên 45%" in labels
    page.get_by_text("Xem số liệu dạng bảng").click()
    row = page.locator(".chart__foot tbody tr").last
    expect(row.get_by_role("rowheader")).to_have_text("2030")
    assert {"45,00", "trên 45%"} <= set(row.get_by_role("cell").all_inner_texts())


def test_follows_the_clause_to_its_own_words(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/do-thi-hoa/")
    page.locator(".eyebrow").get_by_role("link", name="II.1").click()
    expect(page).to_have_url(re.compile(r"/van-ban/\?as_of=[\d-]+#clause-II\.1$"))
    passage = page.locator("#clause-II\\.1")
    expect(passage).to_contain_text("Tỷ lệ đô thị hóa đến năm 2025 đạt trên 40%")
    expect(passage).to_be_in_viewport()
    nav = page.get_by_role("navigation", name="Điều hướng chính").bounding_box()
    assert passage.bounding_box()["y"] >= nav["y"] + nav["height"]


def test_works_without_javascript(signed_in):
    page = signed_in(java_script_enabled=False)
    page.goto(f"{HA_TINH}chi-tieu/")
    page.get_by_label("Tìm", exact=True).fill("do thi hoa")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody th a").first.click()
    page.get_by_text("Xem số liệu dạng bảng").click()
    expect(page.locator(".chart__foot tbody tr").last).to_contain_text("trên 45%")
