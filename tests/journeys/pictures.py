"""Makes the pictures of the manual and of the README anew: `python -m tests.journeys.pictures`."""

from __future__ import annotations

import sys
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.browsing import sign_in
from tests.journeys.manual import FOLDER, PICTURES, Picture
from tests.journeys.server import demonstration
from tests.meta.sources import ROOT
from tests.services.programs import chromium_program

COLOURS = 64
FROZEN = ("-m", "tests.journeys.frozen")
README = ROOT / "docs" / "pictures"

# The number on the upper left corner of a place, where it hides least. Through the DOM: the policy
# of the pages forbids style attributes.
MARK = """(element, number) => {
  const box = element.getBoundingClientRect(), mark = document.createElement("span");
  mark.textContent = number;
  Object.assign(mark.style, {
    position: "absolute", zIndex: 99, width: "20px", height: "20px", borderRadius: "10px",
    left: `${Math.max(box.left + scrollX - 16, 2)}px`,
    top: `${Math.max(box.top + scrollY - 14, 2)}px`,
    background: "#B5121B", color: "#fff", font: "600 13px/20px 'Noto Sans'",
    textAlign: "center", boxShadow: "0 0 0 2px #fff",
  });
  document.body.append(mark);
  return [box.top + scrollY, box.bottom + scrollY];
}"""
# A browser in Việt Nam shows days and files so; its language is not installed everywhere.
AS_IN_VIET_NAM = """() => document.querySelectorAll("input[type=date], input[type=file]").forEach(
  (input) => {
    const day = input.value.split("-").reverse().join("/") || "dd/mm/yyyy";
    const said = input.type === "date" ? day : "Chọn tệp   Chưa có tệp nào được chọn";
    input.type = "text";
    input.value = said;
  })"""


def main(names: list[str]) -> None:
    """All pictures, or only the named ones."""
    chosen = [one for one in PICTURES if not names or one.name in names]
    with (
        TemporaryDirectory() as folder,
        demonstration(Path(folder), FROZEN) as address,
        sync_playwright() as playwright,
    ):
        program, arguments = chromium_program(), ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        for user, pictures in groupby(sorted(chosen, key=_by_user), key=_by_user):
            _as_person(browser, address, user, list(pictures))
        browser.close()


def _by_user(picture: Picture) -> str:
    return picture.user


def _as_person(browser: Browser, address: str, user: str, pictures: list[Picture]) -> None:
    """Everything that one person sees."""
    manners = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "reduced_motion": "reduce"}
    page = browser.new_context(base_url=address, **manners).new_page()
    page.goto("/dang-nhap/")
    if user:
        sign_in(page, user)
        page.wait_for_url("**/p/**")
    expect.set_options(timeout=10_000)
    for picture in pictures:
        page.set_viewport_size({"width": picture.width, "height": 800})
        picture.open(page)
        _type(page, picture)
        folder = README if picture.is_of_the_readme else FOLDER
        _keep(_shot(page, picture), folder / f"{picture.name}.png")
    page.context.close()


def _type(page: Page, picture: Picture) -> None:
    """What the person writes, each field left again; then the page says that it is kept."""
    for selector, text in picture.typed:
        page.locator(selector).fill(text)
        page.locator(selector).blur()
    if picture.typed:
        page.wait_for_load_state("networkidle")
        expect(page.locator("[id^=state-] >> nth=0")).to_contain_text("Đã lưu")


def _shot(page: Page, picture: Picture) -> bytes:
    """The part of the page that holds all places, with their numbers."""
    for chart in page.locator("figure[data-chart]").all():
        chart.scroll_into_view_if_needed()
        expect(chart.locator("svg.main-svg").first).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.evaluate("scrollTo(0, 0)")
    spots = [place(page).evaluate(MARK, number) for number, place in enumerate(picture.places, 1)]
    page.evaluate(AS_IN_VIET_NAM)
    start = _start(page, spots)
    end = max([picture.height, *(min(bottom, picture.most) + 48 for _top, bottom in spots)])
    clip = {"x": 0, "y": start, "width": picture.width, "height": int(end - start)}
    return page.screenshot(full_page=True, clip=clip, animations="disabled")


def _start(page: Page, spots: list[list[float]]) -> int:
    """The frame of the page is left out where nothing in it is pointed at."""
    main = page.locator("main").bounding_box()["y"]
    return int(main) if spots and min(top for top, _bottom in spots) > main else 0


def _keep(content: bytes, path: Path) -> None:
    """As few colours as the look has: a fifth of the bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(BytesIO(content)) as image:
        plain = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        plain.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
