"""The glossary: every word of the product that may need explaining, in one or two sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.method.figures import FULL_COVERAGE
from indicators.method.pace import FEWEST_POINTS, MOST_POINTS
from indicators.method.thresholds import Thresholds
from reports.sentences.status_words import STATUSES
from reports.sentences.term_words import TERMS, Term
from tracker.common.folding import fold
from tracker.common.numbers import format_number

__all__ = ["Term", "by_alphabet", "statuses", "term", "terms"]

_BY_KEY = {term.key: term for term in (*TERMS, *STATUSES)}


def terms(thresholds: Thresholds) -> tuple[Term, ...]:
    """Every term but the statuses, in the current language, by name."""
    found = (_told(term, thresholds) for term in TERMS)
    return tuple(sorted(found, key=lambda term: by_alphabet(term.name)))


def statuses(thresholds: Thresholds) -> tuple[Term, ...]:
    """The statuses, the best first; each is told by the method's section on them."""
    return tuple(_told(term, thresholds) for term in STATUSES)


def term(key: str, thresholds: Thresholds) -> Term:
    """One term or status in the current language; KeyError for what is no term."""
    return _told(_BY_KEY[key], thresholds)


def _told(one: Term, thresholds: Thresholds) -> Term:
    numbers = {
        "on_track": format_number(100 * thresholds.on_track),
        "behind": format_number(100 * thresholds.behind),
        "coverage": format_number(100 * FULL_COVERAGE),
        "fewest": FEWEST_POINTS,
        "most": MOST_POINTS,
    }
    section = one.section or ("statuses" if one in STATUSES else "")
    return Term(one.key, _(one.name), _(one.definition) % numbers, section)


def by_alphabet(name: str) -> str:
    """A key that puts Đ after D, as Vietnamese dictionaries do, and disregards accents."""
    return fold(name.casefold().replace("đ", "dz"))
