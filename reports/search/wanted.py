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

    WHOLE_NAME = 0
    BEGINS_NAME = 1
    PHRASE_IN_NAME = 2
    UNFINISHED_IN_NAME = 3
    WORDS_IN_NAME = 4
    PHRASE_IN_TEXT = 5
    BEGINNINGS_IN_NAME = 6
    BEGINNINGS_IN_TEXT = 7
    WITHIN_NAME = 8

    @property
    def tier(self) -> int:
        """0: it is called so; 1: the phrase stands in its text; 2: the words occur somewhere."""
        return (self > Grade.WORDS_IN_NAME) + (self > Grade.PHRASE_IN_TEXT)


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
    """The words of a search: all must occur, in any order."""

    text: str
    words: tuple[Word, ...]

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
        """How well a thing fits; None if a word occurs nowhere. Names, text and spelling as
        `kept_names`, `kept_text` and `kept_spelling` made them."""
        grade = Grade.BEGINNINGS_IN_NAME
        for word in self._beginnings:
            if word in names:
                continue
            if word in text:
                grade = max(grade, Grade.BEGINNINGS_IN_TEXT)
            elif word[1:] in names:
                grade = Grade.WITHIN_NAME
            else:
                return None
        missing = sum(word not in spelling for word in self._accented)
        return missing, min(grade, self._better(names, text))

    def _better(self, names: str, text: str) -> Grade:
        """The grade of a phrase or of whole words; WITHIN_NAME where there is none."""
        phrase = f" {self._phrase}"
        if phrase in names:
            if f"\n{phrase} \n" in names:
                return Grade.WHOLE_NAME
            if f"\n{phrase} " in names:
                return Grade.BEGINS_NAME
            is_finished = f"{phrase} " in names
            return Grade.PHRASE_IN_NAME if is_finished else Grade.UNFINISHED_IN_NAME
        if all(f"{word} " in names for word in self._beginnings):
            return Grade.WORDS_IN_NAME
        return Grade.PHRASE_IN_TEXT if phrase in text else Grade.WITHIN_NAME


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
