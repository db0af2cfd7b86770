"""Which backups of a folder are kept: the newest of each day, week and month, so many of each, and
all of the last day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

_NAME = re.compile(r"lotrinh-(\d{4}-\d{2}-\d{2}T\d{4})\.tar(\.age)?")
_MOMENT = "%Y-%m-%dT%H%M"
_STILL_NEW = timedelta(days=1)
"""What was made by hand before something was tried is not taken away by the next night's."""


@dataclass(frozen=True)
class Keeping:
    """How many days, weeks (from Monday) and months keep their newest backup."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def name_of(moment: datetime, *, is_encrypted: bool) -> str:
    """What the backup of a moment is called: lotrinh-2026-11-20T0230.tar[.age]."""
    return f"lotrinh-{moment:{_MOMENT}}.tar{'.age' if is_encrypted else ''}"


def backups(folder: Path) -> dict[Path, datetime]:
    """The backups of a folder by the moment in their name.

    Whatever has another name is nobody's to delete.
    """
    found = {}
    for path in sorted(folder.iterdir()):
        moment = _moment(path.name)
        if moment is not None and path.is_file():
            found[path] = moment
    return found


def _moment(name: str) -> datetime | None:
    match = _NAME.fullmatch(name)
    try:
        return datetime.strptime(match[1], _MOMENT) if match else None  # noqa: DTZ007
    except ValueError:
        return None


def superfluous(found: dict[Path, datetime], keeping: Keeping) -> list[Path]:
    """Those that no day, week or month keeps, a day older than the newest; oldest first. Periods
    without a backup count not."""
    newest_first = sorted(found, key=lambda path: found[path], reverse=True)
    kept = {path for path in newest_first if found[newest_first[0]] - found[path] < _STILL_NEW}
    kept |= {
        path
        for count, period in (
            (keeping.daily, _day),
            (keeping.weekly, _week),
            (keeping.monthly, _month),
        )
        for path in _newest(newest_first, found, period, count)
    }
    return [path for path in reversed(newest_first) if path not in kept]


def _newest(
    paths: Iterable[Path],
    found: dict[Path, datetime],
    period: Callable[[datetime], tuple[int, ...]],
    count: int,
) -> Iterator[Path]:
    """The first path of each of the first `count` periods."""
    seen: set[tuple[int, ...]] = set()
    for path in paths:
        key = period(found[path])
        if key not in seen and len(seen) < count:
            seen.add(key)
            yield path


def _day(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month, moment.day


def _week(moment: datetime) -> tuple[int, ...]:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return moment.year, moment.month
