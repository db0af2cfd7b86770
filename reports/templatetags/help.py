"""A word explained where it stands: `{% term "gap" %}`, at most once for each word and page."""

from __future__ import annotations

from typing import TypedDict

from django import template

from reports.sentences import terms
from reports.thresholds import thresholds_in_force

register = template.Library()


class Explained(TypedDict):
    """What templates/components/term.html shows."""

    term: terms.Term


@register.inclusion_tag("components/term.html")
def term(key: str) -> Explained:
    """A quiet “?” that opens the definition; KeyError for what the glossary does not have."""
    return {"term": terms.term(key, thresholds_in_force())}
