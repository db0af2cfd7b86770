"""What goes to the meeting: printed pages and files."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import HA_TINH, THANH_HOA, draw_charts, sign_in

pytestmark = pytest.mark.browser

NEVER_PRINTED = (".top", ".nav-main", ".actions", ".chart__foot", ".table-files")


def pages_of(page: Page) -> int:
    """How many sheets the page takes on paper."""
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_overview_is_one_sheet(signed_in):
    page = signed_in("quantri")
    page.goto(THANH_HOA)
    assert pages_of(page) == 1


def test_the_standing_committee_signs_in_reads_and_prints(open_page):
    """The overview is one sheet, what needs attention is a click away and a few sheets."""
    page = open_page()
    page.goto("/")
    sign_in(page, "thuongvu")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổng quan")
    page.wait_for_load_state()  # with the letters it is set in
    assert pages_of(page) == 1
    page.locator(".data--wide tbody th a").first.click()
    expect(page.locator(".lede .status")).to_be_visible()
    assert 1 <= pages_of(page) <= 4
    assert page.watch.complaints == []


@pytest.mark.parametrize("name", ["do-thi-hoa", "cap-quang", "co-cau-do-thi"])
def test_an_indicator_is_few_sheets(signed_in, name):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/{name}/")
    assert 1 <= pages_of(page) <= 4


def test_the_overview_on_paper_keeps_the_data_only(signed_in):
    page = signed_in()
    page.goto(HA_TINH)
    page.emulate_media(media="print")
    for part in (*NEVER_PRINTED, "figure.chart"):
        for element in page.locator(part).all():
            expect(element).to_be_hidden()
    for part in (".print-head", ".lede", ".tiles", ".notice", ".groups", ".changes", ".foot"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator(".print-head")).to_contain_text("15-CTr/TU")
    assert page.locator(".data--wide tbody tr").count() <= 10


def test_an_indicator_on_paper_keeps_its_chart(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/do-thi-hoa/")
    page.emulate_media(media="print")
    for part in NEVER_PRINTED:
        expect(page.locator(part).first).to_be_hidden()
    drawing = page.locator("svg.main-svg").first
    expect(drawing).to_have_attribute("viewBox", re.compile(r"^0 0 \d+ \d+$"))
    expect(drawing).to_be_visible()
    expect(page.locator(".history")).to_be_visible()
    page.emulate_media(media="screen")
    expect(drawing).not_to_have_attribute("viewBox", re.compile("."))


def test_the_print_button_prints(signed_in):
    page = signed_in()
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(HA_TINH)
    page.get_by_role("button", name="In trang này").click()
    expect(page).to_have_title("printed")


def downloaded(page: Page, link: str = "CSV") -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_list_as_a_file_is_what_the_page_shows(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/?q=dat")
    shown = page.locator("tbody tr").count()
    name, content = downloaded(page)
    assert re.fullmatch(r"ha-tinh-15-ctr-tu-chi-tieu-\d{4}-\d\d-\d\d\.csv", name)
    assert content.startswith(b"\xef\xbb\xbf")
    about, header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert about[:2] == ["Chỉ tiêu của 15-CTr/TU", "15-CTr/TU: Phát triển bền vững đô thị Hà Tĩnh"]
    assert header[:5] == ["Mã", "Chỉ tiêu", "Nhóm", "Đánh giá", "Thực hiện mới nhất"]
    assert {"Mục tiêu kế tiếp", "Điều khoản", "Cơ quan chủ trì"} <= set(header)
    assert len(rows) == shown > 0


def test_a_chart_as_a_file_holds_its_numbers(signed_in):
    page = signed_in()
    page.goto(f"{HA_TINH}chi-tieu/do-thi-hoa/")
    assert draw_charts(page) == 1
    name, content = downloaded(page)
    assert "do-thi-hoa" in name
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("Kỳ báo cáo;Thực hiện;")
    assert lines[-1].startswith("2030;")
