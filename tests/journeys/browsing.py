"""What the journeys share: who visits, which pages there are, and what a page must never do."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, expect

from tests.meta.sources import ROOT

PASSWORD = "lo-trinh-2026"
HA_TINH, THANH_HOA = "/p/ha-tinh-15-ctr-tu/", "/p/thanh-hoa-57-kh-tu/"
DESKTOP, PHONE, SMALL = 1366, 390, 320

PAGES = {
    "overview": HA_TINH,
    "overview of the other province": THANH_HOA,
    "indicators": f"{HA_TINH}chi-tieu/",
    "indicators, none found": f"{HA_TINH}chi-tieu/?q=zzzz",
    "ratio": f"{HA_TINH}chi-tieu/do-thi-hoa/",
    "ratio with districts": f"{HA_TINH}chi-tieu/cap-quang/",
    "classes": f"{HA_TINH}chi-tieu/co-cau-do-thi/",
    "milestone met": f"{HA_TINH}chi-tieu/mo-rong-tp-ha-tinh/",
    "milestone": f"{HA_TINH}chi-tieu/tp-ky-anh/",
    "no figures": f"{HA_TINH}chi-tieu/do-thi-loai-3-ha-tang/",
    "vision": f"{THANH_HOA}chi-tieu/tam-nhin-thanh-hoa/",
    "matrix": f"{HA_TINH}ma-tran/",
    "matrix of the other province": f"{THANH_HOA}ma-tran/",
    "local roadmaps": f"{HA_TINH}lo-trinh/",
    "roadmap of a ward": f"{HA_TINH}lo-trinh/18100/",
    "figures of earlier periods by file": f"{HA_TINH}nhap-excel/so-lieu-ky-truoc/",
    "units": f"{HA_TINH}don-vi/",
    "units, none found": f"{HA_TINH}don-vi/?q=zzzz",
    "unit with duties": f"{HA_TINH}don-vi/42-sxd-2025/",
    "former district": f"{HA_TINH}don-vi/436/",
    "administration": f"{HA_TINH}quan-tri/",
    "administration of a unit": f"{HA_TINH}quan-tri/don-vi/42-sxd-2025/",
    "adding a unit": f"{HA_TINH}quan-tri/don-vi/them/",
    "accounts": f"{HA_TINH}quan-tri/tai-khoan/",
    "accounts, none found": f"{HA_TINH}quan-tri/tai-khoan/?q=zzzz",
    "one account": f"{HA_TINH}quan-tri/tai-khoan/1/",
    "adding an account": f"{HA_TINH}quan-tri/tai-khoan/them/",
    "many accounts": f"{HA_TINH}quan-tri/tai-khoan/nhap/",
    "background work": "/viec-nen/",
    "background work of every day": "/viec-nen/?cua=lich",
    "own password": "/tai-khoan/mat-khau/",
    "second step": "/tai-khoan/xac-thuc-hai-buoc/",
    "successions": f"{HA_TINH}quan-tri/ke-thua/",
    "reorganisation": f"{HA_TINH}don-vi/sap-xep/",
    "a day of reorganisation": f"{HA_TINH}don-vi/sap-xep/2025-07-01/",
    "tasks": f"{HA_TINH}nhiem-vu/",
    "tasks, by lead": f"{THANH_HOA}nhiem-vu/?kind=ward",
    "task that many lead": f"{THANH_HOA}nhiem-vu/1.2.c/",
    "task that nobody leads": f"{HA_TINH}nhiem-vu/IV.2/",
    "tasks on paper": f"{THANH_HOA}nhiem-vu/in/",
    "not assigned": f"{THANH_HOA}chua-phan-cong/",
    "export report": f"{HA_TINH}bieu-tong-hop/",
    "papers in one file": f"{HA_TINH}bieu-tong-hop/tron-bo/?ky=2026-Q3&ngay=2026-11-25",
    "meetings compared": f"{HA_TINH}bieu-tong-hop/so-sanh/",
    "document": f"{HA_TINH}van-ban/",
    "help": "/tro-giup/",
    "help: terms": "/tro-giup/thuat-ngu/",
    "help: method": "/tro-giup/phuong-phap/",
    "help: a manual": "/tro-giup/huong-dan/nguoi-bao-cao/",
    "search": "/tim-kiem/?q=do+thi+hoa&programme=ha-tinh-15-ctr-tu",
    "search, nothing found": "/tim-kiem/?q=zzzz",
    "set-up": "/thiet-lap/",
    "set-up: units": "/thiet-lap/don-vi/",
    "set-up: programme": "/thiet-lap/chuong-trinh/",
    "set-up: head of a programme": "/thiet-lap/chuong-trinh/bang/",
    "not found": f"{HA_TINH}chi-tieu/khong-co/",
    "wrong day": f"{HA_TINH}?as_of=xyz",
}
ANSWERS = {"not found": 404, "wrong day": 400}
"""The pages that answer with something else than 200."""

STANDARDS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


class Watch:
    """Listens to a page from its start: what it complains of and whom it asks."""

    def __init__(self, page: Page, host: str) -> None:
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.requests: list[Request] = []
        self._host = urlsplit(host).netloc
        self._page = page
        self._heard = {"console": self._hear, "pageerror": self._fail, "request": self._ask}
        for event, listener in self._heard.items():
            page.on(event, listener)

    def end(self) -> None:
        """Listen no more, so that the page can go on under another watch."""
        for event, listener in self._heard.items():
            self._page.remove_listener(event, listener)

    def _fail(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _hear(self, message: ConsoleMessage) -> None:
        is_own_answer = "Failed to load resource" in message.text and self._is_a_page(message)
        if message.type in ("error", "warning") and not is_own_answer:
            self.complaints.append(message.text)

    @staticmethod
    def _is_a_page(message: ConsoleMessage) -> bool:
        """Chromium also reports the 404 or 400 that a page itself is answered with."""
        return "/static/" not in message.location["url"]

    def _ask(self, request: Request) -> None:
        self.requests.append(request)
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self._host:
            self.strangers.append(request.url)


def sign_in(page: Page, user: str, password: str = PASSWORD) -> None:
    """From the sign-in page, as people do it."""
    page.get_by_label("Tên đăng nhập").fill(user)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def draw_charts(page: Page) -> int:
    """Bring every chart into view and wait until it is drawn; how many there are."""
    charts = page.locator("figure[data-chart]").all()
    for chart in charts:
        chart.scroll_into_view_if_needed()
        expect(chart.locator("svg.main-svg").first).to_be_visible()
    return len(charts)


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    root = "document.documentElement"
    return page.evaluate(f"() => {root}.scrollWidth - {root}.clientWidth")


def squeezed_cells(page: Page) -> list[str]:
    """Table cells whose content sticks out of them; on a phone the heads are for the ear only."""
    return page.locator(".data :is(th, td)").evaluate_all(
        """cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1)
        .filter(cell => getComputedStyle(cell.closest("thead, tbody")).clipPath === "none")
        .map(cell => cell.innerText)"""
    )


def covered_rows(page: Page) -> list[str]:
    """First rows that lie under the head of their own table, seen from the top of the page."""
    page.evaluate("scrollTo(0, 0)")
    return page.locator(".data:has(thead th)").evaluate_all(
        """tables => tables.filter(table => getComputedStyle(table.tHead).clipPath === "none")
        .map(table => [table.tHead.querySelector("th"), table.tBodies[0]?.rows[0]])
        .filter(([head, row]) => row && row.getBoundingClientRect().height > 0)
        .filter(([head, row]) =>
          head.getBoundingClientRect().bottom > row.getBoundingClientRect().top + 2)
        .map(([head, row]) => row.innerText)"""
    )


def doubled_ids(page: Page) -> list[str]:
    """Names that two elements bear: a label would lead to the wrong field."""
    return page.locator("[id]").evaluate_all(
        """named => named.map(one => one.id)
        .filter((id, place, all) => all.indexOf(id) !== place)"""
    )


@cache
def _axe() -> str:
    return (ROOT / "tests" / "vendor" / "axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA: the rule and the elements."""
    page.evaluate("scrollTo(0, 0)")  # nothing lies under the bar that stays on top
    page.evaluate(_axe())
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    run = "async options => (await axe.run(document, options)).violations"
    found = page.evaluate(run, options)
    return [
        f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'][:5])}"
        for rule in found
    ]
