"""The years and days that a wording names, taken out of it before its numbers are read."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.wording.facts import Doubt, WordingError
from indicators.wording.words import bare

_LEAD = r"(?:(?:vao|trong|den|toi|truoc|tu nay den|muon nhat|cham nhat)\s+)?"
_PART = r"(?:(?:cuoi|dau|het|giua)\s+)?"
_PERIOD = re.compile(r"giai doan\s+\d{4}\s*[-–—]\s*\d{4}|thoi ky\s+\d{4}\s*[-–—]\s*\d{4}")
_DAY = re.compile(
    rf"(?P<lead>{_LEAD})(?:ngay\s+)?(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>\d{{4}})"
)
_MONTH = re.compile(rf"{_LEAD}{_PART}thang\s+(?P<month>\d{{1,2}})\s*(?:/|nam)\s*(?P<year>\d{{4}})")
_QUARTER = re.compile(
    rf"{_LEAD}{_PART}quy\s+(?P<quarter>iv|i{{1,3}}|[1-4])\s*(?:/|nam|,)\s*(?:nam\s+)?(?P<year>\d{{4}})"
)
_YEAR = re.compile(rf"(?P<lead>{_LEAD})(?P<part>{_PART})nam\s+(?P<year>\d{{4}})")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Times:
    """What is left of a text, the year it names and the last day, where it names them."""

    text: str
    year: int | None = None
    due: date | None = None


def without_times(text: str) -> Times:
    """Cut out what names a time; WordingError for a span of years, two times, or no real day.

    A year alone sets its 31 December as the last day: a milestone is due then.
    """
    plain = bare(text)
    if found := _PERIOD.search(plain):
        raise WordingError(Doubt.PERIOD, text[found.start() : found.end()])
    matches = []
    for pattern in (_DAY, _MONTH, _QUARTER, _YEAR):
        for match in pattern.finditer(plain):
            matches.append((match, _last_day(match)))
            plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    if len({day.year for _match, day in matches}) > 1 or len(matches) > 2:
        raise WordingError(Doubt.SEVERAL)
    if not matches:
        return Times(text)
    left = "".join(
        " " if any(m.start() <= place < m.end() for m, _day in matches) else letter
        for place, letter in enumerate(text)
    )
    return Times(" ".join(left.split()).strip(" ,;"), matches[0][1].year, matches[0][1])


def _last_day(match: re.Match[str]) -> date:
    """`trước ngày` 1/7 is the 30th of June; a month or a quarter ends with its last day."""
    named = match.groupdict()
    year = int(named["year"])
    try:
        if named.get("day"):
            day = date(year, int(named["month"]), int(named["day"]))
            return day - timedelta(days=1) if named["lead"].strip() == "truoc" else day
        month = int(named.get("month") or 12)
        if quarter := named.get("quarter"):
            month = 3 * (_QUARTERS.get(quarter) or int(quarter))
        if (named.get("lead") or "").strip() == "truoc":
            return date(year - 1, 12, 31)
        if (named.get("part") or "").strip() in ("dau", "giua"):
            raise WordingError(Doubt.DATE, match[0].strip())
        return date(year, month, monthrange(year, month)[1])
    except ValueError as error:
        if isinstance(error, WordingError):
            raise
        raise WordingError(Doubt.DATE, match[0].strip()) from error
