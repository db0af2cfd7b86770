"""What a page shows of a programme is kept until somebody does something (docs/adr/0012)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from reports.views.desk import Desk
from tracker.common.timestamps import today

Made = TypeVar("Made")


def kept_as(request: HttpRequest, desk: Desk) -> str:
    """The word under which a template keeps what it made for everybody: `{% cache None … kept %}`.

    The same address, day and language in the same state of the data show the same. What depends on
    the person (rights, messages, forms with their token) stays outside of what is kept. To be
    called before the data are read; the programme has been by then, so its names belong to it.
    """
    programme = desk.programme
    told = (desk.version, today(), desk.as_of, get_language(), request.get_full_path())
    return "\n".join(map(str, (*told, programme.number, programme.display_title)))


def lazily(make: Callable[[], Made]) -> Made:
    """Made when a template first looks at it: not at all if what it would show is kept."""
    return cast(Made, SimpleLazyObject(make))
