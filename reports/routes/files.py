"""Addresses of tables as files: one for each table, ending in .csv or .xlsx."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter

from tracker.common.table_file import TableConverter

register_converter(TableConverter, "table")


def table_file(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """The address `<route>.csv` and `<route>.xlsx`, under one name that ends in _file."""
    return path(f"{route}.<table:ending>", view, name=f"{name}_file")
