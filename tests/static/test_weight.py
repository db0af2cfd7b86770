"""The weights of ux.md, compressed as the server sends them."""

from __future__ import annotations

import gzip
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
KB = 1000
HTML_ALLOWANCE = 60 * KB / 6  # 60 KB of table-heavy HTML compress to about a sixth


def compressed(*paths: Path) -> int:
    """As the server sends them; fonts are compressed already."""
    return sum(
        len(p.read_bytes()) if p.suffix == ".woff2" else len(gzip.compress(p.read_bytes()))
        for p in paths
    )


def plain_page() -> list[Path]:
    vendor = STATIC / "vendor"
    return [
        *STATIC.glob("css/*.css"),
        *STATIC.glob("js/*.js"),
        *STATIC.glob("*.svg"),
        *vendor.glob("noto-sans/*.woff2"),
        vendor / "bootstrap/bootstrap-subset.min.css",
    ]


def test_a_page_without_charts_is_light():
    assert compressed(*plain_page()) + HTML_ALLOWANCE <= 150 * KB


def test_a_page_with_charts_stays_within_its_weight():
    plotly = [p for p in (STATIC / "vendor/plotly").iterdir() if p.suffix in (".js", ".css")]
    assert compressed(*plain_page(), *plotly) + HTML_ALLOWANCE <= 620 * KB


def test_a_page_that_swaps_its_parts_is_light_too():
    assert (
        compressed(*plain_page(), STATIC / "vendor/htmx/htmx.min.js") + HTML_ALLOWANCE <= 150 * KB
    )


def test_own_javascript_is_small():
    assert compressed(*STATIC.glob("js/*.js")) <= 15 * KB


def test_a_picture_of_the_manual_is_light():
    pictures = (STATIC.parent / "docs/huong-dan/hinh").glob("*.png")
    assert [p.name for p in pictures if len(p.read_bytes()) > 100 * KB] == []
