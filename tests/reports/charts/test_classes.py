"""Urban areas by class."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.classes import ClassCount, Words, cumulative, figure, table
from tests.reports.charts.figures import check, echo

WORDS = Words.translated(echo)


def counts(*pairs: tuple[int | None, int]) -> list[ClassCount]:
    return [
        ClassCount(f"Loại {i}", f"Loại {i} trở lên", target, actual)
        for i, (actual, target) in enumerate(pairs, 2)
    ]


def test_a_promotion_is_never_a_loss():
    assert cumulative(counts((2, 2), (2, 1), (9, 10), (8, 8))) == [
        *((2, 2), (4, 3), (13, 13), (21, 21)),
    ]
    missing = [row[-1] for row in table(counts((2, 2), (2, 1), (9, 10)), WORDS, caption="x").rows]
    assert missing == [0, 0, 0]


def test_an_unknown_count_stays_unknown_from_there_on():
    given_counts = counts((1, 2), (None, 1), (3, 1))
    assert cumulative(given_counts) == [(1, 2), (None, 3), (None, 4)]
    assert figure(given_counts, WORDS)["data"][0]["x"] == [1, None, None]


@given(st.lists(st.tuples(st.integers(0, 40) | st.none(), st.integers(0, 40)), max_size=6))
def test_the_last_threshold_holds_all(pairs):
    given_counts = counts(*pairs)
    check(figure(given_counts, WORDS))
    if pairs and None not in [actual for actual, _ in pairs]:
        assert cumulative(given_counts)[-1] == tuple(sum(side) for side in zip(*pairs, strict=True))


def test_have_and_wanted_stand_in_figures():
    notes = figure(counts((1, 2), (None, 1)), WORDS)["layout"]["annotations"]
    assert {"1 / 2", "– / 3", "– / 1"} <= {note["text"] for note in notes}
