"""The decimal context of the method: every public function computes with fifty digits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, localcontext
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

DIGITS = 50


def exact(function: Callable[P, R]) -> Callable[P, R]:
    """Run with 50 significant digits, whatever decimal context the caller has."""

    @wraps(function)
    def with_digits(*args: P.args, **kwargs: P.kwargs) -> R:
        with localcontext(Context(prec=DIGITS)):
            return function(*args, **kwargs)

    return with_digits
