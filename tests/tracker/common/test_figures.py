"""Filters of the templates that make markup."""

from __future__ import annotations

import pytest

from tracker.common.templatetags.figures import unbroken


@pytest.mark.parametrize(
    ("wording", "shown"),
    [
        ("khoảng 4,7-5,1% (2025)", 'khoảng <span class="nowrap">4,7-5,1%</span> (2025)'),
        ("khoảng 5-7m²", 'khoảng <span class="nowrap">5-7m²</span>'),
        ("trên 40%", "trên 40%"),
        ("06-NQ/TW", "06-NQ/TW"),
        ("<b>1-2</b>", '&lt;b&gt;<span class="nowrap">1-2</span>&lt;/b&gt;'),
    ],
)
def test_no_line_breaks_within_a_range(wording, shown):
    assert unbroken(wording) == shown
