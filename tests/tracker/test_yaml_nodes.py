"""The strict YAML reader: text only, every fault with its place."""

from decimal import Decimal

import pytest

from tracker.common.yaml_nodes import Block, FaultyFileError, read_document


def refused(text: str) -> FaultyFileError:
    with pytest.raises(FaultyFileError) as caught:
        read_document(text, "x.yaml").faults.refuse()
    return caught.value


def read(text: str) -> Block:
    return read_document(text, "x.yaml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("- a\n- b\n", 1),
        ("just words", 1),
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ("a: 1\n\tb: 2\n", 2),
        ("a: &x 1\nb: *x\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: 1\na: 2\n", 2),
        ("? [a]\n: 1\n", 1),
    ],
)
def test_other_shapes_are_refused_with_their_line(text: str, line: int) -> None:
    assert [fault.line for fault in refused(text).faults] == [line]


def test_values_stay_text() -> None:
    block = read("a: 0123\nb: no\nc: 2025-01-01\nd: 1_000\ne: ~\nf:\n")
    assert [block.optional(key) for key in "abcdef"] == [
        "0123",
        "no",
        "2025-01-01",
        "1_000",
        None,
        None,
    ]


def test_text_is_composed() -> None:
    assert read("a: Hu\u031b\u0303u \n").text("a") == "H\u1eefu"


def test_numbers() -> None:
    block = read("a: 4.70\nb: 12\nc: 4,7\nd: -3\ne: 1e3\n")
    assert (block.decimal("a"), block.integer("b"), block.decimal("d")) == (
        Decimal("4.70"),
        12,
        Decimal(-3),
    )
    assert len(block.faults) == 0
    assert block.decimal("c") is block.decimal("e") is block.integer("d") is None
    assert len(block.faults) == 3


def test_wrong_shapes_below() -> None:
    block = read("a: {b: 1}\nc: [x, {d: 1}, [y]]\ne: text\n")
    assert block.optional("a") is None
    assert block.texts("c") == ("x",)
    assert [inner.path for inner in block.blocks("c")] == ["c[1]"]
    assert block.block("e") is None
    assert block.blocks("e") == []
    with pytest.raises(FaultyFileError) as caught:
        block.faults.refuse()
    keys = [(fault.line, fault.key) for fault in caught.value.faults]
    assert keys == [
        (1, "a"),
        *[(2, f"c[{i}]") for i in (0, 1, 2, 2)],
        (3, "e"),
        (3, "e"),
    ]


def test_sentence_carries_file_line_and_key() -> None:
    error = refused("a: 1\nb: 2\nb: 3\n")
    assert str(error).startswith("x.yaml:3: b: ")
    assert str(error) == str(error.sentence)
