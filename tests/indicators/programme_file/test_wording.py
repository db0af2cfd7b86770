"""Both programmes quote their documents: repaired letters, NFC, every wording in its clause."""

import re
import unicodedata

import pytest

from indicators.programme_file import parse_programme

from .samples import FIXTURES

SPECS = [parse_programme(path.read_bytes(), path.name) for path in sorted(FIXTURES.glob("*.yaml"))]
CLAUSES = [clause for spec in SPECS for clause in spec.clauses]
TARGETS = [
    pytest.param(spec, target, id=f"{indicator.code}-{target.year}")
    for spec in SPECS
    for indicator in spec.indicators
    for target in indicator.targets
]


def as_printed(text: str) -> str:
    """The text without what an editor added in [brackets]."""
    return re.sub(r" ?\[[^]]*\]", "", text)


@pytest.mark.parametrize(("spec", "target"), TARGETS)
def test_a_wording_stands_in_its_clause(spec, target):
    texts = {clause.id: clause.text for clause in spec.clauses}

    assert as_printed(target.wording) in as_printed(texts[target.clause])


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_a_clause_is_repaired(clause):
    assert not re.search("[Ƣƣ]", clause.text)
    assert not re.search(r"m\s+2\b|\s{2}|\s$|^\s|\n", clause.text)
    assert clause.text.endswith(".")


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_is_nfc(path):
    text = path.read_text(encoding="utf-8")

    assert unicodedata.is_normalized("NFC", text)
    assert max(len(line) for line in text.splitlines()) <= 100


def test_every_target_of_both_programmes_is_checked():
    assert [len(spec.clauses) for spec in SPECS] == [7, 5]
    assert len(TARGETS) == 41
