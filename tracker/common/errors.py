"""The root of every error whose message is a sentence for the user."""

from __future__ import annotations

from django.utils.functional import Promise


class SentenceError(Exception):
    """Something a person can put right; `sentence` says what and how, in their language."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowedError(SentenceError):
    """The person may see this, but may not do that with it (403)."""
