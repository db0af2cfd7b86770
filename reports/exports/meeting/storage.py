"""A meeting's content to JSON and back, unchanged."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from reports.exports.meeting.content import MeetingContent

Json = dict[str, Any]
_UNIONS = (Union, types.UnionType)


class StorageError(ValueError):
    """What was stored is no content of a meeting, or of a version that is no longer read."""


def to_json(content: MeetingContent) -> Json:
    """The content as JSON: decimals and days as text, tuples as lists."""
    stored: Json = _plain(content)
    return stored


def from_json(stored: Json) -> MeetingContent:
    """The same content again; fields that came later get their defaults, those that went are
    dropped. StorageError if it is none."""
    try:
        content: MeetingContent = _reader(MeetingContent)(stored)
    except (TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise StorageError(str(error)) from error
    return content


def digest(stored: Json) -> str:
    """SHA-256 of the canonical JSON: the same for the same content, whatever stored it."""
    text = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def mark_of(content: MeetingContent) -> str:
    """What tells one look at the papers from another: the digest, but for the minute of making."""
    return digest(to_json(replace(content, head=replace(content.head, made_at=""))))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _reader(wanted: Any) -> Callable[[Any], Any]:
    """What makes a value of that type from its JSON."""
    if get_origin(wanted) in _UNIONS:
        (inner,) = (one for one in get_args(wanted) if one is not type(None))
        read = _reader(inner)
        return lambda stored: None if stored is None else read(stored)
    if get_origin(wanted) is tuple:
        read = _reader(get_args(wanted)[0])
        return lambda stored: tuple(map(read, stored))
    if is_dataclass(wanted):
        return _dataclass_reader(wanted)
    return _SCALARS[wanted]


def _dataclass_reader(wanted: Any) -> Callable[[Any], Any]:
    readers = {name: _reader(kind) for name, kind in get_type_hints(wanted).items()}

    def read(stored: Any) -> Any:
        return wanted(**{name: readers[name](stored[name]) for name in readers if name in stored})

    return read


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(stored: Any) -> Any:
        if type(stored) is not kind:
            raise StorageError(f"{stored!r} is no {kind.__name__}")
        return stored

    return read


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    Decimal: lambda stored: Decimal(_exactly(str)(stored)),
    date: lambda stored: date.fromisoformat(_exactly(str)(stored)),
}
