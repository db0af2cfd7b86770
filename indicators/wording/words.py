"""The vocabulary of targets, without accents: what each phrase before or behind a number means."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from indicators.method.facts import Comparator, Wanted


class Sense(Enum):
    """What a phrase says that is no comparator."""

    NOTHING = "nothing"
    FROM = "from"
    """`từ`: at least, unless something stronger follows."""
    UP = "up"
    DOWN = "down"
    CHANGE = "change"


_COMPARING: dict[Comparator, tuple[str, ...]] = {
    Comparator.GT: (
        *("tren", "hon", "vuot", "vuot tren", "vuot muc", "lon hon", "cao hon", "nhieu hon", ">"),
    ),
    Comparator.GE: (
        *("toi thieu", "it nhat", "thap nhat", "khong duoi", "khong thap hon", "khong it hon"),
        *("khong nho hon", "≥", ">=", "dat va vuot", "dat hoac vuot", "dat, vuot"),
    ),
    Comparator.LT: ("duoi", "nho hon", "thap hon", "it hon", "<"),
    Comparator.LE: (
        *("khong qua", "khong tren", "khong vuot", "khong vuot qua", "khong cao hon"),
        *(
            "khong hon",
            "khong lon hon",
            "khong nhieu hon",
            "toi da",
            "nhieu nhat",
            "cao nhat",
            "≤",
            "<=",
        ),
    ),
    Comparator.APPROX: (
        *("khoang", "vao khoang", "trong khoang", "xap xi", "gan", "gan bang", "uoc", "uoc dat"),
        *("tren duoi", "dao dong", "dao dong trong khoang", "~", "≈"),
    ),
}
_SAYING: dict[Sense, tuple[str, ...]] = {
    Sense.NOTHING: (
        *("dat", "dat muc", "dat duoc", "bang", "o muc", "muc", "la", "co", "chiem", "phan dau"),
        *("phan dau dat", "bao dam", "dam bao", "duy tri", "duy tri o muc", "="),
    ),
    Sense.FROM: ("tu", "dat tu"),
    Sense.UP: ("tang len", "nang len", "tang len den", "nang len den", "len", "len den", "tang tu"),
    Sense.DOWN: (
        *("giam con", "giam xuong", "giam xuong con", "ha xuong", "ha xuong con", "con", "chi con"),
        *("con lai",),
    ),
    Sense.CHANGE: (
        *("tang", "tang them", "giam", "giam them", "giam bot", "tang binh quan", "tang truong"),
        *("giam binh quan", "tang toi thieu", "giam toi thieu", "tang it nhat", "giam it nhat"),
    ),
}
PHRASES: dict[str, Comparator | Sense] = {
    **{phrase: one for one, phrases in _COMPARING.items() for phrase in phrases},
    **{phrase: sense for sense, phrases in _SAYING.items() for phrase in phrases},
}
"""Phrase before the number → what it says."""
_LONGEST_FIRST = sorted(PHRASES, key=len, reverse=True)

BEHIND = {
    "tro len": Comparator.GE,
    "hoac cao hon": Comparator.GE,
    "hoac hon": Comparator.GE,
    "tro xuong": Comparator.LE,
    "hoac thap hon": Comparator.LE,
}
"""Phrase at the end → what it says."""
BEHIND_UNIT = {
    "toi thieu": Comparator.GE,
    "it nhat": Comparator.GE,
    "toi da": Comparator.LE,
    "nhieu nhat": Comparator.LE,
}
"""Phrase → what it says right behind the unit; elsewhere it may be that of a minimum wage."""

FULL = ("pho cap", "phu kin", "toan bo", "tat ca", "bao phu toan bo", "dat pho cap")
MILESTONE = (
    *("hoan thanh", "hoan tat", "hoan thien", "hinh thanh", "tro thanh", "thanh lap", "xay dung"),
    *("dua vao", "mo rong", "nang cap", "ban hanh", "phe duyet", "khanh thanh", "khoi cong"),
    *("duoc cong nhan", "dat chuan", "van hanh", "ket noi", "da hoan thanh", "phai hoan thanh"),
    *("to chuc", "trien khai"),
)
"""With these a target begins that is done or not."""
CONDITIONS = (
    *("hoặc", "nhưng", "trừ", "nếu", "không", "gấp"),
    *("hoac", "nhung", "neu", "khong"),
)
"""With accents, since `trừ` and `trụ` are far apart; those without that mean nothing else."""
EXCEPTIONS = (
    *("hoặc", "nhưng", "trừ", "nếu", "không kể", "không tính"),
    *("hoac", "nhung", "neu", "khong ke", "khong tinh"),
)
"""The same where no number stands: `không gian đô thị` is no condition."""
COMPARED = ("so voi", "so cung ky")

COUNTED = (
    *("nguoi", "ho", "do thi", "doanh nghiep", "xa", "phuong", "truong", "hoc sinh", "giuong"),
    *("can", "nha", "thue bao", "tram", "du an", "viec lam", "lao dong", "luot", "thon", "co so"),
    *("hop tac xa", "khach", "con", "cay", "san pham", "ho so", "cong trinh", "lop", "bac si"),
)
"""Things that are counted whole: 520.000 of them cannot be 520."""
SCALES = {"chục": 1, "trăm": 2, "nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
"""Words in a unit of measure → the power of ten."""
CLASS_NAMES = {
    "dac biet": "đặc biệt",
    **{name.lower(): name for name in ("I", "II", "III", "IV", "V")},
    **{str(number): name for number, name in enumerate(("I", "II", "III", "IV", "V"), start=1)},
}
CLASS_ORDER = ("đặc biệt", "I", "II", "III", "IV", "V")
"""From best to least."""
DIRECTIONS = {Sense.UP: Wanted.HIGHER, Sense.DOWN: Wanted.LOWER}
_LOOKALIKES = str.maketrans("đƣ", "du")
"""`ƣ` (U+01A3) is what scanned documents have for `ư`."""


def bare(text: str) -> str:
    """Small letters without accents, one for each of the text: places stay what they were."""
    return "".join(_base(letter) for letter in text)


def _base(letter: str) -> str:
    small = letter.lower()[:1].translate(_LOOKALIKES)
    return unicodedata.normalize("NFD", small)[0] if small else letter


def begins_with(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a bare text begins with one of the phrases as whole words."""
    return any(re.match(rf"{re.escape(phrase)}(?!\w)", text) for phrase in phrases)


def holds(text: str, phrases: tuple[str, ...]) -> str:
    """The first of the phrases that stands in a bare text as whole words; "" where none does."""
    found = (one for one in phrases if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text))
    return next(found, "")


def senses(text: str) -> list[Comparator | Sense] | None:
    """What the phrases of a bare text say, one after the other; None where a word is unknown."""
    found: list[Comparator | Sense] = []
    rest = text.strip(" ,:")
    while rest:
        phrase = next((one for one in _LONGEST_FIRST if _leads(rest, one)), None)
        if phrase is None:
            return None
        found.append(PHRASES[phrase])
        rest = rest[len(phrase) :].strip(" ,:")
    return found


def _leads(text: str, phrase: str) -> bool:
    is_sign = not phrase[-1].isalpha()
    return text.startswith(phrase) and (is_sign or not text[len(phrase) :][:1].isalnum())
