"""The decimal context of the method: every public function computes with fifty digits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, getcontext, setcontext
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

DIGITS = 50
_EXACT = Context(prec=DIGITS)


def exact(function: Callable[P, R]) -> Callable[P, R]:
    """Run with 50 significant digits, whatever decimal context the caller has."""

    @wraps(function)
    def with_digits(*args: P.args, **kwargs: P.kwargs) -> R:
        before = getcontext()
        if before is _EXACT:  # called by another of these, as thousands of times for one page
            return function(*args, **kwargs)
        setcontext(_EXACT)
        try:
            return function(*args, **kwargs)
        finally:
            setcontext(before)

    return with_digits
