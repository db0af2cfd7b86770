"""What somebody typed into the search, and how well a name or text fits it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from tracker.common.folding import plain, spelt

LONGEST = 100
"""So many characters of a search are read."""


class Grade(IntEnum):
    """How the words stand in the names of a thing or in the text behind them, best first."""

    WHOLE_NAME = 1
    BEGINS_NAME = 2
    PHRASE_IN_NAME = 3
    WORDS_IN_NAME = 4
    PHRASE_IN_TEXT = 5
    WORDS_IN_TEXT = 6
    UNFINISHED_IN_NAME = 7
    BEGINNINGS_IN_NAME = 8
    BEGINNINGS_IN_TEXT = 9

    @property
    def tier(self) -> int:
        """0: it is called so; 1: the phrase stands in its text; 2: all words stand somewhere;
        3: a word only begins one that stands there."""
        above = (Grade.WORDS_IN_NAME, Grade.PHRASE_IN_TEXT, Grade.WORDS_IN_TEXT)
        return sum(self > grade for grade in above)

    @property
    def is_whole(self) -> bool:
        """Every word stands there as a word: "hoa" in "đô thị hóa", not in "quy hoạch"."""
        return self <= Grade.WORDS_IN_TEXT


Fit = tuple[int, Grade]
"""How many of the words typed with accents occur only without them, and how all stand there: the
smaller, the better."""


@dataclass(frozen=True)
class Word:
    """One word of a search: folded, and as it was typed."""

    folded: str
    typed: str

    @property
    def has_accents(self) -> bool:
        """Whether it was typed as it is spelt; `do thi` asks for any accents."""
        return self.folded != self.typed


@dataclass(frozen=True)
class Wanted:
    """The words of a search: all must occur, in any order. With `is_whole` a word that only begins
    another is not marked."""

    text: str
    words: tuple[Word, ...]
    is_whole: bool = False

    @cached_property
    def _phrase(self) -> str:
        return " ".join(word.folded for word in self.words)

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(f" {word.folded}" for word in self.words)

    @cached_property
    def _accented(self) -> tuple[str, ...]:
        return tuple(f" {word.typed}" for word in self.words if word.has_accents)

    def fit(self, names: str, text: str, spelling: str) -> Fit | None:
        """How well a thing fits; None if a word begins none of its words. Names, text and spelling
        as `kept_names`, `kept_text` and `kept_spelling` made them."""
        if not all(word in names or word in text for word in self._beginnings):
            return None
        missing = sum(word not in spelling for word in self._accented)
        return missing, self._whole(names, text) or self._begun(names)

    def _whole(self, names: str, text: str) -> Grade | None:
        """Where all words stand as words."""
        phrase = f" {self._phrase} "
        if f"\n{phrase}\n" in names:
            return Grade.WHOLE_NAME
        if f"\n{phrase}" in names:
            return Grade.BEGINS_NAME
        if phrase in names:
            return Grade.PHRASE_IN_NAME
        words = [f"{word} " for word in self._beginnings]
        if all(word in names for word in words):
            return Grade.WORDS_IN_NAME
        if all(word in names or word in text for word in words):
            return Grade.PHRASE_IN_TEXT if phrase in text else Grade.WORDS_IN_TEXT
        return None

    def _begun(self, names: str) -> Grade:
        """Where some only begin one."""
        if f" {self._phrase}" in names:
            return Grade.UNFINISHED_IN_NAME
        if all(word in names for word in self._beginnings):
            return Grade.BEGINNINGS_IN_NAME
        return Grade.BEGINNINGS_IN_TEXT


def wanted(text: str) -> Wanted:
    """What the text asks for: each word once; no words if there are none in it."""
    pairs = ((plain(word), word) for word in spelt(text).split())
    words = dict.fromkeys(Word(folded, typed) for folded, typed in pairs if folded)
    return Wanted(" ".join(text.split()), tuple(words))


def kept_names(names: Iterable[str]) -> str:
    """Names folded, each between line breaks, each word between spaces."""
    folded = dict.fromkeys(plain(name) for name in names if name)
    return "\n" + "\n".join(f" {name} " for name in folded) + "\n"


def kept_text(texts: Iterable[str]) -> str:
    """Texts folded, each word between spaces."""
    return f" {plain('. '.join(text for text in texts if text))} "


def kept_spelling(texts: Iterable[str]) -> str:
    """All words with their accents, each between spaces."""
    return f" {spelt('. '.join(text for text in texts if text))} "
