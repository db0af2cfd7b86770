"""Where everything that a person may see is searched."""

from django.urls import URLPattern, path

from reports.views.search import search

personal: list[URLPattern] = [path("tim-kiem/", search, name="search")]
"""Not of a programme but of a person."""
