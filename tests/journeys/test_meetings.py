"""A meeting in the browser: frozen by the Office, its papers fetched, compared with now."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, HA_TINH, PHONE, SMALL
from tests.journeys.test_quarter import check_page
from tracker.common.file_kinds import kind_of

pytestmark = pytest.mark.browser

OFFICE = "vanphong"
PAGE = f"{HA_TINH}bieu-tong-hop/"


def freeze(page: Page, name: str) -> None:
    """From the form over the last look to the frozen meeting."""
    page.goto(PAGE)
    page.get_by_label("Tên cuộc họp").fill(name)
    page.get_by_role("button", name="Chốt số liệu cuộc họp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chốt số liệu cuộc họp này?")
    check_page(page)
    page.get_by_role("button", name="Chốt số liệu", exact=True).click()
    expect(page.locator(".message").first).to_contain_text(name)
    check_page(page)


def test_a_meeting_from_the_freezing_to_the_comparison(signed_in, tmp_path):
    page = signed_in(OFFICE)
    freeze(page, "Hội nghị thử")
    row = page.locator(".frozen tbody tr").filter(has_text="Hội nghị thử")
    for short, ending in (("Excel", "xlsx"), ("Word", "docx"), ("PDF", "pdf")):
        with page.expect_download() as download:
            row.get_by_text(short, exact=True).click()
        stored = tmp_path / download.value.suggested_filename
        download.value.save_as(stored)
        assert kind_of(Path(stored).read_bytes()).extension == ending
        assert "ha-tinh-15-ctr-tu" in stored.name
    freeze(page, "Hội nghị sau")
    page.get_by_role("link", name="So sánh hai cuộc họp").click()
    page.get_by_label("Lần sau").select_option("nay")
    page.get_by_role("button", name="So sánh").click()
    expect(page.locator("main")).to_contain_text("Số liệu hiện tại")
    check_page(page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE, SMALL])
def test_the_pages_fit(signed_in, width):
    page = signed_in(OFFICE, width)
    for address in (PAGE, f"{PAGE}so-sanh/"):
        assert page.goto(address).status == 200
        check_page(page)


def test_the_present_papers_come_from_the_form(signed_in):
    page = signed_in(OFFICE)
    page.goto(PAGE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Báo cáo kèm phụ lục").click()
    assert download.value.suggested_filename.endswith(".docx")
