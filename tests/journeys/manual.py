"""The pictures of the manual: whose screen, which page, and the numbered places it points at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import HA_TINH
from tests.meta.sources import ROOT

MANUAL = ROOT / "docs" / "huong-dan"
FOLDER = MANUAL / "hinh"

Place = Callable[[Page], Locator]


@dataclass(frozen=True)
class Picture:
    """One picture; `places` carry the numbers 1, 2, 3 … that the manual names."""

    name: str
    user: str
    way: tuple[str, ...]
    """The address, then the first link of each selector that is followed."""
    places: tuple[Place, ...]
    height: int = 360
    """At least; it grows to hold every place, but not beyond `most`."""
    most: int = 1700
    typed: tuple[tuple[str, str], ...] = ()
    """Fields and what is typed into them before the picture is taken."""
    is_of_the_readme: bool = False
    width: int = 1180
    """Of the window: a table that would scroll in it asks for more."""

    def open(self, page: Page, patience: int = 15_000) -> None:
        """Go there as a person goes, by the address and the links; every place is there."""
        page.goto(self.way[0])
        for selector in self.way[1:]:
            page.locator(selector).first.click()
        for place in self.places:
            expect(place(page)).to_be_visible(timeout=patience)


def button(name: str) -> Place:
    return lambda page: page.get_by_role("button", name=name).first


def link(name: str) -> Place:
    return lambda page: page.locator("main").get_by_role("link", name=name).first


def heading(name: str) -> Place:
    return lambda page: page.get_by_role("heading", name=name).first


def menu(name: str) -> Place:
    return lambda page: page.locator(".nav-main").get_by_role("link", name=name).first


def field(label: str) -> Place:
    return lambda page: page.locator("main").get_by_label(label).first


def part(selector: str) -> Place:
    return lambda page: page.locator(selector).first


WORK = f"{HA_TINH}viec-cua-toi/"
QUEUE = f"{HA_TINH}tham-dinh/"
GRID = "main a[href*='/bao-cao/']"
CHECK = "main [name=check]"
FIRST_ROW = "tr:has([data-field=numerator]) >> nth=0 >> "

PICTURES = (
    Picture(
        "dang-nhap",
        "",
        ("/dang-nhap/",),
        (part("#id_username"), part("#id_password"), button("Đăng nhập")),
    ),
    Picture(
        "viec-cua-toi",
        "chuyenvien",
        (WORK,),
        (
            menu("Việc của tôi"),
            part(".work-card__row strong"),
            part(f".work-card .actions {GRID.removeprefix('main ')}"),
            link("Tải biểu mẫu (Excel)"),
            link("Xin gia hạn"),
        ),
    ),
    Picture(
        "phieu-nhap",
        "chuyenvien",
        (WORK, GRID),
        (
            part("[data-field=numerator]"),
            part("[data-field=value]"),
            part("[data-flag=kept]"),
            part("[data-field=note]"),
            part("[id^=state-]"),
            part(".g-detail summary, tr[data-entry] summary"),
        ),
        typed=(
            (f"{FIRST_ROW}[data-field=numerator]", "498210"),
            (f"{FIRST_ROW}[data-field=denominator]", "1301560"),
            (f"{FIRST_ROW}[data-field=note]", "Theo báo cáo của Thống kê tỉnh"),
        ),
    ),
    Picture(
        "kiem-tra-va-gui",
        "chuyenvien",
        (WORK, GRID, CHECK),
        (
            part(".problems a"),
            link("Sửa"),
            field("Tệp minh chứng"),
            field("Ý kiến của đơn vị"),
            button("Gửi báo cáo"),
        ),
    ),
    Picture(
        "nhap-excel",
        "chuyenvien",
        (f"{HA_TINH}nhap-excel/",),
        (link("Tải biểu mẫu"), part("main input[type=file]"), button("Xem trước tệp")),
    ),
    Picture(
        "hang-doi",
        "vanphong",
        (QUEUE,),
        (
            menu("Thẩm định"),
            part(".queue tbody th a"),
            part(".queue tbody .status"),
            part(".queue input.tick"),
            button("Phê duyệt các báo cáo đã chọn"),
        ),
    ),
    Picture(
        "tham-dinh",
        "vanphong",
        (QUEUE, ".queue tbody th a"),
        (
            part("main .num strong"),
            part(".spark"),
            part("button[name]:has-text('Phê duyệt')"),
            part("main td summary:has-text('Trả lại')"),
            part("#reason"),
            button("Phê duyệt tất cả"),
        ),
    ),
    Picture(
        "do-day-du",
        "vanphong",
        (f"{HA_TINH}do-day-du/",),
        (
            part("main select[name=trang_thai], main .filters div:nth-of-type(3) select"),
            part(".completeness .cell"),
            button("Đôn đốc các đơn vị đã chọn"),
            link("Danh sách đôn đốc"),
            link("Lịch báo cáo"),
        ),
        width=1366,
    ),
    Picture(
        "lich-bao-cao",
        "vanphong",
        (f"{HA_TINH}lich/",),
        (
            button("Gia hạn"),
            part("main summary:has-text('Đổi ngày')"),
            part("main summary:has-text('Khóa')"),
        ),
    ),
    Picture(
        "xuat-bao-cao",
        "vanphong",
        (f"{HA_TINH}bieu-tong-hop/",),
        (
            field("Quý"),
            field("Tên cuộc họp"),
            button("Biểu tổng hợp"),
            button("Chốt số liệu cuộc họp"),
        ),
    ),
    Picture(
        "tong-quan",
        "thuongvu",
        (HA_TINH,),
        (
            part(".lede"),
            part(".tile"),
            part("main .status"),
            part(".gap-short"),
            part("#as-of"),
            button("In trang này"),
        ),
    ),
    Picture(
        "mot-chi-tieu",
        "thuongvu",
        (f"{HA_TINH}chi-tieu/do-thi-hoa/",),
        (
            part(".lede .status"),
            part(".figure-cell:last-child"),
            part(".chart__plot"),
            heading("Thông tin"),
            part("blockquote"),
        ),
    ),
    Picture(
        "them-tai-khoan",
        "quantri",
        (f"{HA_TINH}quan-tri/tai-khoan/them/",),
        (
            field("Họ và tên"),
            field("Tên đăng nhập"),
            field("Đơn vị (mã hoặc tên)"),
            field("Vai trò"),
            button("Tạo tài khoản"),
        ),
    ),
    Picture(
        "nguoi-cua-don-vi",
        "quantri",
        (f"{HA_TINH}quan-tri/don-vi/42-sxd-2025/",),
        (
            part(".members summary"),
            button("Giao vai trò này"),
            field("Lãnh đạo đơn vị duyệt từng báo cáo trước khi gửi"),
        ),
    ),
    Picture(
        "sap-xep-don-vi",
        "quantri",
        (f"{HA_TINH}don-vi/sap-xep/",),
        (
            field("Ngày có hiệu lực"),
            field("Căn cứ pháp lý"),
            part("main table input"),
            button("Xem trước thay đổi"),
        ),
    ),
    Picture("overview", "thuongvu", (HA_TINH,), (), height=900, is_of_the_readme=True),
)
