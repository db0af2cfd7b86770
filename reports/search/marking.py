"""What of a text is marked for a search, and which part of a long one is shown. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reports.search.wanted import Wanted, Word
from tracker.common.folding import plain, spelt

_WORD = re.compile(r"[^\W_]+")
_BEFORE = 60
"""So many characters of an excerpt stand before what was found."""
_GAP = "…"


@dataclass(frozen=True)
class Part:
    """A stretch of a text, marked or not."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class _Token:
    """A word of the text and where it stands."""

    start: int
    end: int
    folded: str
    spelt: str


Span = tuple[int, int]


def marked(text: str, wanted: Wanted) -> tuple[Part, ...]:
    """The whole text in parts."""
    text = unicodedata.normalize("NFC", text)
    return _parts(text, _spans(text, wanted), 0, len(text))


def excerpt(text: str, wanted: Wanted, longest: int = 240) -> tuple[Part, ...]:
    """The part of a long text around the longest stretch that was found, or its beginning."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    spans = _spans(text, wanted)
    if len(text) <= longest:
        return _parts(text, spans, 0, len(text))
    longest_span = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
    start, end = _window(text, longest_span, longest)
    parts = _parts(text, spans, start, end)
    before = (Part(f"{_GAP} ", is_marked=False),) if start else ()
    after = (Part(f"\N{NO-BREAK SPACE}{_GAP}", is_marked=False),) if end < len(text) else ()
    return before + parts + after


def holds_all(text: str, wanted: Wanted) -> bool:
    """Whether every word of the search is, or begins, a word of the text."""
    words = f" {plain(text)} "
    end = " " if wanted.is_whole else ""
    return all(f" {word.folded}{end}" in words for word in wanted.words)


def _window(text: str, span: Span, longest: int) -> Span:
    """From and to between words; the stretch is within."""
    start = max(0, min(span[0] - _BEFORE, len(text) - longest))
    if start:
        start = text.index(" ", start) + 1 if " " in text[start : span[0]] else span[0]
    end = min(len(text), max(start + longest, span[1]))
    if end < len(text) and " " in text[span[1] : end]:
        end = text.rindex(" ", span[1], end)
    return start, end


def _spans(text: str, wanted: Wanted) -> list[Span]:
    tokens = [
        _Token(found.start(), found.end(), plain(found[0]), spelt(found[0]))
        for found in _WORD.finditer(text)
    ]
    spans = sorted(
        span for word in wanted.words for span in _of_word(word, tokens, is_whole=wanted.is_whole)
    )
    joined: list[Span] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or not _WORD.search(text, joined[-1][1], start)):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _of_word(word: Word, tokens: list[_Token], *, is_whole: bool) -> list[Span]:
    """Where it stands as it was typed, else as a word, else as a beginning: the best only."""
    whole = [token for token in tokens if token.folded == word.folded]
    exact = [token for token in whole if word.has_accents and token.spelt == word.typed]
    if is_whole or whole:
        return [(token.start, token.end) for token in exact or whole]
    begun = [token for token in tokens if token.folded.startswith(word.folded)]
    return [(token.start, _end(token, word)) for token in begun]


def _end(token: _Token, word: Word) -> int:
    """Where its beginning ends; the end of the token where folding changed how long it is."""
    is_alike = len(token.folded) == token.end - token.start
    return token.start + len(word.folded) if is_alike else token.end


def _parts(text: str, spans: list[Span], start: int, end: int) -> tuple[Part, ...]:
    parts, place = [], start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        parts += [Part(text[place:first], is_marked=False), Part(text[first:last], is_marked=True)]
        place = last
    parts.append(Part(text[place:end], is_marked=False))
    return tuple(part for part in parts if part.text)
