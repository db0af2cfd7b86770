"""From the words of a target to its comparator and numbers, or to the reason why not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.method.facts import Comparator, Wanted
from indicators.wording.facts import Doubt, Reading, Remark, WordingError
from indicators.wording.times import Times, without_times
from indicators.wording.units import as_counted, check_unit, split_unit, with_percent_sign
from indicators.wording.words import (
    BEHIND,
    BEHIND_UNIT,
    CLASS_NAMES,
    CLASS_ORDER,
    COMPARED,
    CONDITIONS,
    DIRECTIONS,
    EXCEPTIONS,
    FULL,
    MILESTONE,
    Sense,
    bare,
    begins_with,
    holds,
    senses,
)
from tracker.common.numbers import NumberError, parse_number

_LONGEST = 500
_DIGITS = r"\d+(?:[.,]\d+)*(?:[ \u00a0]\d{3}(?!\d))*(?:,\d+)?[⁰¹²³⁴-⁹]*"
"""A raised figure behind it makes it none, which the parser says."""
_FIRST = re.compile(rf"(?<!\w)[-−]?{_DIGITS}|{_DIGITS}")
_SECOND = re.compile(rf"(?P<mark>\s*[-–—]\s*|\s+(?:den|toi)\s+)(?P<number>[-−]?{_DIGITS})")
_CLASS = re.compile(
    r"(?:gom |trong do |co |dat )?(?P<count>\d{1,6}) (?P<thing>[^\d%]+?) (?:loai|hang|bac|cap) "
    r"(?P<name>dac biet|iv|v|i{1,3}|[1-5])"
)
_OF_A_CLASS = re.compile(r"(?:loai|hang|bac|cap|nhom|muc) \S+ tro (?:len|xuong)$")
_ENDING = re.compile(
    rf"(?<!\w)\(?(?:la )?(?P<phrase>{'|'.join((*BEHIND, *BEHIND_UNIT))})\)?$",
)
_PARTS = re.compile(r"[,;]\s+|\s+va\s+")
_STRICT = (Comparator.GT, Comparator.GE, Comparator.LT, Comparator.LE)
_UPWARD = (Comparator.GT, Comparator.GE, Comparator.FULL)


@dataclass
class _Heard:
    """What is gathered while a wording is read."""

    times: Times
    unit: str
    """The unit of measure of the indicator, "" where it is not known."""
    wanted: Wanted | None
    remarks: list[Remark] = field(default_factory=list)


def read_wording(text: str, *, unit: str = "", wanted: Wanted | None = None) -> Reading:
    """Understand a Vietnamese wording; WordingError where anything of it is in doubt.

    `unit` and `wanted` are those of the indicator where they are known: a bare number is "at
    least", "at most" where lower is wanted, "about" where neither is.
    """
    written = " ".join(unicodedata.normalize("NFC", text).split())
    if not written.strip(" .,;:"):
        raise WordingError(Doubt.EMPTY)
    if len(written) > _LONGEST:
        raise WordingError(Doubt.UNKNOWN_WORDS, written[:40])
    heard = _Heard(without_times(written), with_percent_sign(unit), wanted)
    rest = heard.times.text.strip(" .,;:")
    counts = _classes(bare(rest))
    if counts is not None:
        found = Reading(Comparator.CLASSES, classes=counts, wanted=Wanted.HIGHER)
        return _told(heard, found)
    first = _FIRST.search(rest)
    if first is None:
        return _without_number(rest, heard)
    return _with_number(rest, first, heard)


def _classes(plain: str) -> dict[str, int] | None:
    """`2 đô thị loại II, 3 đô thị loại III`: counts from the best class; None where none stands."""
    parts = [part.strip() for part in _PARTS.split(plain) if part.strip()]
    matches = [_CLASS.fullmatch(part) for part in parts]
    found = [match for match in matches if match]
    if not found:
        return None
    names = [CLASS_NAMES[match["name"]] for match in found]
    things = {match["thing"] for match in found}
    if len(found) < len(parts) or len(set(names)) < len(names) or len(things) > 1:
        raise WordingError(Doubt.SEVERAL)
    counts = {name: int(match["count"]) for name, match in zip(names, found, strict=True)}
    return {name: counts[name] for name in CLASS_ORDER if name in counts}


def _without_number(rest: str, heard: _Heard) -> Reading:
    """All of them, or something that is done or not; a milestone is due by what the words say."""
    plain, small = bare(rest), rest.lower()
    if word := holds(small, EXCEPTIONS):
        raise WordingError(Doubt.CONDITION, rest[small.index(word) :])
    if begins_with(plain, FULL):
        check_unit("%", heard.unit)
        return _told(heard, Reading(Comparator.FULL, wanted=Wanted.HIGHER))
    if begins_with(plain, MILESTONE):
        due = heard.times.due
        return _told(heard, Reading(Comparator.MILESTONE, due=due, wanted=Wanted.HIGHER))
    raise WordingError(Doubt.NO_NUMBER)


def _with_number(rest: str, first: re.Match[str], heard: _Heard) -> Reading:
    before, behind = rest[: first.start()], rest[first.end() :]
    said = senses(bare(before))
    if said is None:
        raise WordingError(Doubt.UNKNOWN_WORDS, before.strip())
    if Sense.CHANGE in said:
        raise WordingError(Doubt.CHANGE, before.strip())
    between, percent = _percent_between(behind)
    second = _SECOND.match(bare(between))
    tail = between[second.end() :] if second else behind
    unit, of_what, ending = _tail(tail)
    unit = unit or ("%" if percent and second else "")
    _check_tail(of_what)
    if check_unit(unit, heard.unit):
        heard.remarks.append(Remark.UNIT_DIFFERS)
    number = _number(first[0], unit, heard)
    said += [ending] if ending else []
    if second:
        high = _number(between[second.start("number") : second.end("number")], unit, heard)
        return _range((number, high), said, heard, unit)
    return _single(number, said, heard, unit)


def _percent_between(behind: str) -> tuple[str, bool]:
    """`4,7% - 5,1%`: the sign of the first number is left out where a second one follows."""
    stripped = re.sub(r"^\s*(?:%|phần trăm)", "", behind)
    has_second = stripped != behind and _SECOND.match(bare(stripped)) is not None
    return (stripped, True) if has_second else (behind, False)


def _tail(tail: str) -> tuple[str, str, Comparator | None]:
    """The unit behind the number, the words behind it, and what a phrase at the end says."""
    text = tail.strip(" .,;")
    plain = bare(text)
    found = None if _OF_A_CLASS.search(plain) else _ENDING.search(plain)
    if found is None:
        return (*split_unit(text), None)
    unit, of_what = split_unit(text[: found.start()].strip(" ,"))
    if found["phrase"] in BEHIND:
        return unit, of_what, BEHIND[found["phrase"]]
    if len(unit.split()) > 2 or of_what not in ("", unit):
        return (*split_unit(text), None)
    return unit, of_what, BEHIND_UNIT[found["phrase"]]


def _check_tail(of_what: str) -> None:
    """Nothing behind the number may change what it means."""
    small = of_what.lower()
    if holds(bare(of_what), COMPARED):
        raise WordingError(Doubt.CHANGE, of_what)
    if holds(bare(of_what), tuple(BEHIND_UNIT)):
        raise WordingError(Doubt.UNKNOWN_WORDS, of_what)
    if word := holds(small, CONDITIONS):
        raise WordingError(Doubt.CONDITION, of_what[small.index(word) :])
    if re.search(r"(?<![a-z])\d", small):
        raise WordingError(Doubt.SEVERAL)


def _number(text: str, unit: str, heard: _Heard) -> Decimal:
    """The number as officials write it; thousands where such things are counted whole."""
    whole = as_counted(text, unit or heard.unit)
    if whole is not None:
        heard.remarks.append(Remark.THOUSANDS)
        return whole
    try:
        number = parse_number(text)
    except NumberError as error:
        raise WordingError(Doubt.NUMBER, str(error)) from error
    if "." in text and "," not in text and number != number.to_integral_value():
        heard.remarks.append(Remark.DECIMAL_POINT)
    return number


def _range(
    ends: tuple[Decimal, Decimal], said: list[Comparator | Sense], heard: _Heard, unit: str
) -> Reading:
    low, high = ends
    if low >= high:
        raise WordingError(Doubt.CROSSED)
    if any(one in _STRICT for one in said):
        raise WordingError(Doubt.CONFLICT)
    direction = _direction(said)
    found = Reading(Comparator.RANGE, low=low, high=high, unit=unit, wanted=direction)
    return _told(heard, found)


def _single(value: Decimal, said: list[Comparator | Sense], heard: _Heard, unit: str) -> Reading:
    stated = {one for one in said if isinstance(one, Comparator)}
    if not stated and Sense.FROM in said:
        stated = {Comparator.GE}
    if len(stated) > 1:
        raise WordingError(Doubt.CONFLICT)
    direction = _direction(said)
    comparator = next(iter(stated), None)
    is_percent = (unit or heard.unit).startswith("%")
    is_all = is_percent and value == 100 and direction is not Wanted.LOWER
    if is_all and comparator in (None, Comparator.GE) and heard.wanted is not Wanted.LOWER:
        return _told(heard, Reading(Comparator.FULL, unit=unit, wanted=Wanted.HIGHER))
    if comparator is None:
        heard.remarks.append(Remark.PLAIN)
        comparator = _plain(direction or heard.wanted)
    elif comparator in _STRICT:
        direction = Wanted.HIGHER if comparator in _UPWARD else Wanted.LOWER
    return _told(heard, Reading(comparator, value=value, unit=unit, wanted=direction))


def _plain(wanted: Wanted | None) -> Comparator:
    """What a number alone means where that direction is wanted."""
    if wanted is Wanted.NEITHER:
        return Comparator.APPROX
    return Comparator.LE if wanted is Wanted.LOWER else Comparator.GE


def _direction(said: list[Comparator | Sense]) -> Wanted | None:
    """What `tăng lên` and `giảm còn` say; WordingError where both stand."""
    found = {DIRECTIONS[one] for one in said if isinstance(one, Sense) and one in DIRECTIONS}
    if len(found) > 1:
        raise WordingError(Doubt.CONFLICT)
    return next(iter(found), None)


def _told(heard: _Heard, reading: Reading) -> Reading:
    """The reading with the year that the words name and all that was remarked on the way."""
    remarks = tuple(dict.fromkeys(heard.remarks))
    return replace(reading, year=heard.times.year, remarks=remarks)
