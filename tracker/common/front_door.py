"""What holds for every request and every answer, whichever view it is: no null characters come in,
and no cache keeps what somebody was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy

_NUL = "\0"
_API = "/api/"
REFUSAL = gettext_lazy("A null character cannot be stored. Type the text again.")


class FrontDoor:
    """Behind CsrfViewMiddleware, which has read the form by then or refused the request unread, and
    before whatever asks the database: PostgreSQL takes no null character, not even in a question.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """400 for a null character in path, query or cookies; `no-store` for every answer that
        does not say itself how long it may be kept."""
        told = (request.path_info, *request.COOKIES.values(), *_words(request.GET.lists()))
        answer = _refusal(request) if _has_nul(told) else self._get_response(request)
        # An answer with an ETag is asked for again with it: kept, but never used unasked.
        kept = "private, no-cache" if answer.has_header("ETag") else "private, no-store"
        answer.headers.setdefault("Cache-Control", kept)
        return answer

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """The same for the fields of a form."""
        if request.method != "POST":
            return None
        try:
            fields = request.POST.lists()
        except UnreadablePostError:  # whoever sent it has gone
            return None
        return _refusal(request) if _has_nul(_words(fields)) else None


def _words(fields: Iterable[tuple[str, Iterable[object]]]) -> Iterable[str]:
    for name, values in fields:
        yield name
        yield from map(str, values)


def _has_nul(texts: Iterable[str]) -> bool:
    return any(_NUL in text for text in texts)


def _refusal(request: HttpRequest) -> HttpResponse:
    """Without the frame of the pages, which asks whose session it is."""
    if request.path_info.startswith(_API):
        return JsonResponse({"detail": str(REFUSAL)}, status=400)
    page = {"outage": {"sentence": REFUSAL}}
    return render(None, "errors/outage.html", page, status=400)
