"""Errors that are sentences become pages with that sentence."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.common.errors import NotAllowedError, SentenceError


class SentenceErrorMiddleware:
    """A SentenceError that a view let through: 403 where not allowed, else 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a sentence; None leaves any other error to Django."""
        if not isinstance(error, SentenceError):
            return None
        status = 403 if isinstance(error, NotAllowedError) else 400
        return render(request, "errors/sentence.html", {"sentence": error}, status=status)
