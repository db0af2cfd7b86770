"""The years and days that a wording names, taken out of it before its numbers are read."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.wording.facts import Doubt, WordingError
from indicators.wording.words import bare

_LEAD = (
    r"(?P<lead>(?:(?<!\w)(?:vao|trong|den|toi|truoc|sau|tu nay den|muon nhat|cham nhat)\s+)?)"
    r"(?P<part>(?:(?:cuoi|dau|het|giua)\s+)?)"
)
_IN_YEAR = r"(?P<year>\d{4})(?!\d)"
_PERIOD = re.compile(r"giai doan\s+\d{4}\s*[-–—]\s*\d{4}|thoi ky\s+\d{4}\s*[-–—]\s*\d{4}")
_DAY = re.compile(rf"{_LEAD}(?:ngay\s+)?(?<!\d)(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/{_IN_YEAR}")
_MONTH = re.compile(rf"{_LEAD}thang\s+(?P<month>\d{{1,2}})\s*(?:/|nam)\s*{_IN_YEAR}")
_QUARTER = re.compile(
    rf"{_LEAD}quy\s+(?P<quarter>iv|i{{1,3}}|[1-4])\s*(?:/|nam|,)\s*(?:nam\s+)?{_IN_YEAR}"
)
_YEAR = re.compile(rf"{_LEAD}nam\s+{_IN_YEAR}")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Times:
    """What is left of a text, the year it names and the last day, where it names them."""

    text: str
    year: int | None = None
    due: date | None = None


def without_times(text: str) -> Times:
    """Cut out what names a time; WordingError for a span of years, two times, or no real day.

    A year alone sets its 31 December as the last day: a milestone is due then. Beside a day,
    month or quarter the same year may stand once more.
    """
    plain = bare(text)
    if found := _PERIOD.search(plain):
        raise WordingError(Doubt.PERIOD, text[found.start() : found.end()])
    matches = []
    for pattern in (_DAY, _MONTH, _QUARTER, _YEAR):
        for match in pattern.finditer(plain):
            matches.append((match, _last_day(match, text[match.start() : match.end()].strip())))
            plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    within = {day for match, day in matches if match.re is not _YEAR}
    if len(within) > 1 or len({day.year for _match, day in matches}) > 1 or len(matches) > 2:
        raise WordingError(Doubt.SEVERAL)
    if not matches:
        return Times(text)
    left = "".join(
        " " if any(m.start() <= place < m.end() for m, _day in matches) else letter
        for place, letter in enumerate(text)
    )
    return Times(" ".join(left.split()).strip(" ,;"), matches[0][1].year, matches[0][1])


def _last_day(match: re.Match[str], words: str) -> date:
    """On which it is due; `before` July or its first day is the 30th of June.

    WordingError for no real day, for `after` one, and for an early or middle part without end.
    """
    named = match.groupdict()
    lead, part = named["lead"].strip(), named["part"].strip()
    if lead == "sau" or part in ("dau", "giua"):
        raise WordingError(Doubt.DATE, words)
    try:
        first, last = _ends(named)
        if lead != "truoc":
            return last
        return (last if part else first) - timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise WordingError(Doubt.DATE, words) from error


def _ends(named: Mapping[str, str | None]) -> tuple[date, date]:
    """The first and the last day of what is named; ValueError where there is none."""
    year = int(named["year"] or 0)
    if day := named.get("day"):
        only = date(year, int(named["month"] or 0), int(day))
        return only, only
    first, last = 1, 12
    if quarter := named.get("quarter"):
        last = 3 * (_QUARTERS.get(quarter) or int(quarter))
        first = last - 2
    elif month := named.get("month"):
        first = last = int(month)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
