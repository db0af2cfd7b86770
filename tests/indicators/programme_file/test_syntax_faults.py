"""What keeps a file from being read at all: encoding, size, YAML syntax, and YAML's dangers."""

import pytest

from indicators.programme_file import Fault, ProgrammeFileError, parse_programme
from indicators.programme_file.document import MAX_BYTES

from .samples import SAMPLE, broken, faults_of


def only_fault(text: str | bytes) -> Fault:
    (fault,) = faults_of(text)
    return fault


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        pytest.param("", 1, "The file is empty.", id="nothing"),
        pytest.param("# only a remark\n\n", 1, "The file is empty.", id="remark only"),
        pytest.param("- a\n- b\n", 1, "must begin with a key", id="a list"),
        pytest.param("\n\nword\n", 3, "must begin with a key", id="a word"),
        pytest.param("a: 1\nb: c: d\n", 2, "A colon is not expected here", id="colon in text"),
        pytest.param("a: 1\nb: 'c\n\n\n", 2, "never closed", id="open quote"),
        pytest.param("a:\n  b: 1\n\tc: 2\n", 3, "indented with a tab", id="tab"),
        pytest.param("a: [1, 2\nb: 3\n", 2, "not readable YAML", id="open bracket"),
        pytest.param("a: 1\n---\nb: 2\n", 2, "A second document begins", id="two documents"),
        pytest.param("a: 1\nb: &x 2\n", 2, "References", id="anchor"),
        pytest.param("a: 1\nb: *x\n", 2, "References", id="alias"),
        pytest.param("a: !!python/name:os.system x\n", 1, "Tags", id="tag"),
        pytest.param("a: 1\nb: x\x07y\n", 2, "(U+0007)", id="control character"),
        pytest.param("a: 1\r\nb: x\x85y\r\n", 2, "(U+0085)", id="other line end"),
        pytest.param("a: 1\nb: \ud800\n", 2, "(U+D800)", id="half a character"),
        pytest.param(b"a: 1\nb: \xe9\n", 2, "not UTF-8", id="Latin-1"),
        pytest.param("a: 1\n".encode("utf-16"), 1, "not UTF-8", id="UTF-16"),
    ],
)
def test_unreadable_file(text, line, sentence):
    fault = only_fault(text)

    assert (fault.file, fault.line, fault.key) == ("vi-du.yaml", line, "")
    assert sentence in fault.sentence


def test_a_file_above_two_megabytes_is_refused():
    assert "larger than 2 MB" in only_fault("#" * (MAX_BYTES + 1)).sentence
    assert "larger than 2 MB" in only_fault("# " + "ộ" * (MAX_BYTES // 3 + 1)).sentence


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    bomb = "a: &a [x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(50))

    assert only_fault(bomb).line == 1


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused(opening):
    assert "nested too deeply" in only_fault("a:\n  " + opening * 5000).sentence


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    spec = parse_programme(SAMPLE, "f")

    assert parse_programme(b"\xef\xbb\xbf" + SAMPLE.encode(), "f") == spec
    assert parse_programme(SAMPLE.replace("\n", "\r\n"), "f") == spec


def test_decomposed_letters_are_joined():
    text = broken("name: Tỷ lệ\n", "name: Ty\u0309 le\u0323\u0302\n")

    assert parse_programme(text, "f") == parse_programme(SAMPLE, "f")


def test_a_control_character_behind_an_escape_is_found():
    fault = only_fault(broken("name: Tỷ lệ\n", 'name: "Tỷ\\0 lệ"\n'))

    assert (fault.line, fault.key) == (28, "indicators[ty-le].name")
    assert "invisible control character" in fault.sentence


def test_the_error_names_file_line_key_and_sentence():
    with pytest.raises(ProgrammeFileError) as caught:
        parse_programme(broken("value: 34\n", "value: x\n"), "vi-du.yaml")

    key = "indicators[so-do-thi].targets[2030].value"
    assert str(caught.value) == f"vi-du.yaml:75: {key}: “x” is not a number such as 4.7."


def test_a_very_broken_file_stops_early():
    text = SAMPLE + "".join(f"k{number}: 1\n" for number in range(5000))

    assert len(faults_of(text)) == 500
