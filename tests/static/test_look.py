"""The tokens, the sprite and the charts speak of the same colours and icons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.charts import palette
from reports.charts.icons import DRAWINGS

STATIC = Path(__file__).resolve().parents[2] / "static"
TOKENS = (STATIC / "css/tokens.css").read_text()
COLOURS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", TOKENS))
SPRITE = (STATIC / "icons.svg").read_text()
SYMBOLS = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
UNITS = (STATIC / "css/units.css").read_text()
CHART_TOKENS = {
    "ink": palette.INK,
    "ink-2": palette.INK_2,
    "canvas": palette.CANVAS,
    "line": palette.LINE,
    "brand": palette.BRAND,
    "brand-dark": palette.BRAND_DARK,
    "chart-actual": palette.ACTUAL,
    "chart-target": palette.TARGET,
    "chart-previous": palette.PREVIOUS,
    "chart-band": palette.BAND,
}


def family(status: str) -> str:
    """The prefix of the variables that .is-STATUS sets."""
    rule = re.search(rf"\.is-{status}\b[^{{]*{{ --fill: var\(--([a-z]+)-fill\)", TOKENS)
    assert rule, status
    return rule[1]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", CHART_TOKENS)
def test_charts_use_the_tokens(name):
    assert COLOURS[name] == CHART_TOKENS[name]


@pytest.mark.parametrize("status", palette.STATUS_LOOKS)
def test_a_status_looks_the_same_in_charts_and_pages(status):
    look, name = palette.STATUS_LOOKS[status], family(status)
    parts = (COLOURS[f"{name}-{part}"] for part in ("fill", "text", "tint"))
    assert tuple(parts) == (look.fill, look.text, look.tint)


@pytest.mark.parametrize("status", palette.STATUS_LOOKS)
def test_every_status_has_its_icon_everywhere(status):
    icon = palette.STATUS_LOOKS[status].icon
    assert {status, icon} <= SYMBOLS
    assert icon in DRAWINGS


@pytest.mark.parametrize("status", palette.STATUS_LOOKS)
def test_status_text_is_readable_on_its_tint_and_on_white(status):
    look = palette.STATUS_LOOKS[status]
    assert contrast(look.text, look.tint) >= 4.5
    assert contrast(look.text, palette.WHITE) >= 4.5
    assert contrast(look.fill, palette.WHITE) >= 3


@pytest.mark.parametrize("status", palette.STATUS_LOOKS)
def test_the_matrix_draws_the_same_icon_in_the_same_colour(status):
    drawing = re.search(rf'<symbol id="{status}" viewBox="0 0 16 16">(.*)</symbol>', SPRITE)
    assert drawing
    colour = COLOURS[f"{family(status)}-fill"].replace("#", "%23")
    rule = re.search(rf"\.matrix \.is-{status}::before[^{{]*{{ background-image: (.*); }}", UNITS)
    assert rule
    expected = drawing[1].replace('"', "'").replace("currentColor", colour)
    assert rule[1].endswith(f"viewBox='0 0 16 16'>{expected}</svg>\")")


def test_every_status_has_a_rank():
    assert set(palette.WORST_FIRST) == set(palette.STATUS_LOOKS)
