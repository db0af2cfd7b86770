"""A plain table of units as a file, and a province begun with nothing but its name and its office.

Either becomes the text of a units file, which is read, checked and loaded like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from yaml.nodes import MappingNode

from assignments.models import UnitKind
from assignments.units_file import CODE
from indicators.programme_file.document import has_control_character
from indicators.programme_file.emit import emit, listing, prose, table
from reports.exports.tables import TableSheet
from reports.imports.rows import Layout, Refusal, Row
from reports.imports.tables import read_table
from tracker.common.folding import fold

UNITS = Layout(
    columns=("code", "name", "short_name", "kind"),
    required=("code", "name"),
    headings={
        **dict.fromkeys(("ma", "ma don vi", "unit code"), "code"),
        **dict.fromkeys(("ten", "ten don vi", "don vi", "unit", "unit name"), "name"),
        **dict.fromkeys(("ten goi tat", "ten tat", "ten ngan", "short name"), "short_name"),
        **dict.fromkeys(("loai", "loai don vi", "kind of unit"), "kind"),
        **dict.fromkeys(("stt", "tt", "no.", "no", "ghi chu", "note"), "number"),
    },
    unread=frozenset({"number"}),
    labels={
        "code": gettext_lazy("Unit code"),
        "name": gettext_lazy("Unit name"),
        "short_name": gettext_lazy("Short name"),
        "kind": gettext_lazy("Kind of unit"),
    },
)
MOST_UNITS, MOST_LETTERS = 1000, 200
_BY_NAME = {
    **dict.fromkeys(("phuong",), UnitKind.WARD),
    **dict.fromkeys(("xa", "dac khu"), UnitKind.COMMUNE),
    **dict.fromkeys(("huyen",), UnitKind.DISTRICT),
    **dict.fromkeys(("thi xa",), UnitKind.TOWN),
    **dict.fromkeys(("thanh pho",), UnitKind.CITY),
    **dict.fromkeys(("so", "thanh tra tinh"), UnitKind.DEPARTMENT),
    **dict.fromkeys(("van phong tinh uy", "ban thuong vu"), UnitKind.PARTY_BODY),
    **dict.fromkeys(("van phong ubnd", "van phong uy ban"), UnitKind.AGENCY),
    **dict.fromkeys(("tinh",), UnitKind.PROVINCE),
}
"""How a name begins → the kind, where the table does not say it."""
_PARTY = re.compile(r"tinh uy$")


@dataclass(frozen=True)
class ProvinceWords:
    """How the province is called."""

    code: str
    name: str
    short_name: str
    name_en: str


@dataclass(frozen=True)
class UnitRow:
    """One unit of the table."""

    code: str
    name: str
    kind: UnitKind
    short_name: str = ""


@dataclass
class UnitsRead:
    """The units of a table and the rows that are refused."""

    rows: list[UnitRow] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def read_units(content: bytes, province: ProvinceWords) -> UnitsRead:
    """Every row with its kind; FileUnreadableError for a file that is no such table."""
    found, words = UnitsRead(), _kind_words()
    seen: set[str] = set()
    for row in read_table(content, UNITS, most=MOST_UNITS):
        refusal = _refusal(row, province, seen)
        kind = _kind(row, words)
        if refusal is None and kind is None:
            known = ", ".join(str(one.label) for one in UnitKind if one is not UnitKind.PROVINCE)
            refusal = row.refusal(
                "kind", _("Write one of these kinds: %(kinds)s.") % {"kinds": known}
            )
        if refusal is not None:
            found.refusals.append(refusal)
        elif kind is not None and kind is not UnitKind.PROVINCE and row["code"] != province.code:
            seen.add(row["code"])
            found.rows.append(UnitRow(row["code"], row["name"], kind, row["short_name"]))
    return found


def _refusal(row: Row, province: ProvinceWords, seen: set[str]) -> Refusal | None:
    """For the first thing that is wrong with the row; its kind is not looked at."""
    return next((row.refusal(*one) for one in _faults(row, province, seen)), None)


def _faults(row: Row, province: ProvinceWords, seen: set[str]) -> Iterator[tuple[str, str]]:
    yield from row.faults.items()
    code = row["code"]
    if not row["name"] or len(row["name"]) > MOST_LETTERS:
        yield "name", _("A name of at most %(most)d characters is needed.") % {"most": MOST_LETTERS}
    for column in ("name", "short_name"):
        if has_control_character(row[column]):
            yield column, _("The text holds an invisible control character.")
    if code == province.code:
        return  # the province itself
    if not CODE.fullmatch(code):
        yield "code", _("This is not a code such as 18073 or 42-sxd.")
    elif "-" in code and not code.startswith(f"{province.code}-"):
        start = {"code": province.code}
        yield "code", _("The code must start with the province's: %(code)s.") % start
    if code in seen:
        yield "code", _("The code %(code)s stands twice.") % {"code": code}


def _kind(row: Row, words: dict[str, UnitKind]) -> UnitKind | None:
    if row["kind"]:
        return words.get(fold(row["kind"]))
    name = fold(row["name"])
    if _PARTY.search(name):
        return UnitKind.PARTY_BODY
    begun = (kind for start, kind in _BY_NAME.items() if re.match(rf"{start}\b", name))
    return next(begun, None)


def _kind_words() -> dict[str, UnitKind]:
    """The kinds by their labels in both languages, and by the words of a units file."""
    words: dict[str, UnitKind] = {}
    for language in ("vi", "en"):
        with override(language):
            words |= {fold(str(kind.label)): kind for kind in UnitKind}
    return words | {kind.value: kind for kind in UnitKind}


def units_text(province: ProvinceWords, units: Iterable[UnitRow], source: str) -> str:
    """The units file of a table: the province, and its units as if they had always been."""
    own = UnitRow(province.code, province.name, UnitKind.PROVINCE, province.short_name)
    rows = [one for one in units if one.kind is not UnitKind.PROVINCE]
    return emit(
        table(
            [
                (
                    "province",
                    table(
                        [
                            ("code", prose(province.code)),
                            ("name", prose(province.name)),
                            ("short_name", prose(province.short_name)),
                            ("name_en", prose(province.name_en)),
                        ]
                    ),
                ),
                ("source", prose(source)),
                ("units", listing(_unit(one) for one in [own, *rows])),
            ]
        )
    )


def _unit(one: UnitRow) -> MappingNode:
    return table(
        [
            ("code", prose(one.code)),
            ("name", prose(one.name)),
            ("short_name", prose(one.short_name)),
            ("kind", prose(one.kind.value)),
        ]
    )


def template() -> TableSheet:
    """The sheet to fill: the columns, the kinds to choose from, three rows as examples."""
    kinds = [kind for kind in UnitKind if kind is not UnitKind.PROVINCE]
    examples = [
        ("42-vptu", "Văn phòng Tỉnh ủy", "VPTU", UnitKind.PARTY_BODY),
        ("42-sxd", "Sở Xây dựng", "", UnitKind.DEPARTMENT),
        ("18073", "Phường Thành Sen", "", UnitKind.WARD),
    ]
    return TableSheet(
        name=_("Units"),
        title=_("Units of the province"),
        notes=[
            _("Departments have a code such as 42-sxd, beginning with that of the province."),
            _("Wards and communes have their official code of five digits."),
            _("Overwrite the three examples."),
        ],
        header=[UNITS.label(one) for one in UNITS.columns],
        rows=[[code, name, short, str(kind.label)] for code, name, short, kind in examples],
        widths=[16, 52, 24, 30],
        empty=300,
        is_filled_in=True,
        choices={4: [str(kind.label) for kind in kinds]},
    )
