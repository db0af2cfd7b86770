"""The product's addresses, and an empty view behind the same middleware: the least of a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from tracker.urls import handler500
from tracker.urls import urlpatterns as product

__all__ = ["EMPTY", "handler500", "urlpatterns"]

EMPTY = "/trong/"


def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing, for whoever has signed in."""
    return HttpResponse()


urlpatterns = [path(EMPTY.strip("/") + "/", empty), *product]
