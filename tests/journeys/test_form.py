"""The quarter's form in the browser: fetched, filled in a spreadsheet, looked at, stored."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, HA_TINH, PHONE, SMALL, sideways, violations
from tests.reports.imports.form.edits import typed_everywhere

pytestmark = pytest.mark.browser

OFFICE, WARD, DEPARTMENT = "vanphong", "phuong", "chuyenvien"
HUB = f"{HA_TINH}nhap-excel/"


def check_page(page: Page) -> None:
    assert page.watch.complaints == []
    assert page.watch.strangers == []
    assert sideways(page) <= 0
    assert violations(page) == []


def fetched(page: Page) -> bytes:
    """The form that the hub offers first."""
    with page.expect_download() as waiting:
        page.locator("main a[download]").first.click()
    return waiting.value.path().read_bytes()


def bring(page: Page, content: bytes, name: str = "bieu-mau.xlsx") -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.locator("form[enctype] button[type=submit]").click()


@pytest.mark.parametrize("width", [DESKTOP, PHONE, SMALL])
@pytest.mark.parametrize("user", [OFFICE, WARD])
def test_the_hub(signed_in, user, width):
    page = signed_in(user, width)
    assert page.goto(HUB).status == 200
    check_page(page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_preview_tells_what_is_refused_and_why(signed_in, width):
    page = signed_in(WARD, width)
    page.goto(HUB)
    content = typed_everywhere(fetched(page), {"value": "trên 40", "words": "Đã giao các tổ"})
    bring(page, content)
    expect(page.locator("table.refused")).to_contain_text("trên 40")
    expect(page.locator("table.imports-rows")).to_contain_text("Đã giao các tổ")
    check_page(page)


def test_a_wrong_file_is_a_sentence(signed_in):
    page = signed_in(WARD)
    page.goto(HUB)
    bring(page, b"%PDF-1.4 this is no workbook", "bao-cao.xlsx")
    expect(page.locator(".error-summary")).to_contain_text(".xlsx")
    assert violations(page) == []


@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_the_form_to_the_grid(signed_in, has_scripts):
    """Also without scripts: the second time with other words."""
    page = signed_in(DEPARTMENT, java_script_enabled=has_scripts)
    words = f"Biểu mẫu của Sở, lần {1 + has_scripts}"
    page.goto(HUB)
    bring(page, typed_everywhere(fetched(page), {"note": words}))
    expect(page.locator("table.imports-rows").first).to_contain_text(words)
    page.locator("form[action*='/ghi/'] button[type=submit]").click()
    expect(page.locator(".message").first).to_be_visible()
    assert "/bao-cao/" in page.url
    expect(page.locator("textarea", has_text=words).first).to_be_visible()
