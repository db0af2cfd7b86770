"""A plain table of targets as a file: its columns by name, its rows, the workbook to fill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from indicators.plain_table import PlainRow
from indicators.plain_table.rows import without_headings
from reports.exports.tables import TableSheet
from reports.imports.rows import FileUnreadableError, Layout, Row
from reports.imports.tables import read_table
from reports.setup.drafts import MOST_ROWS
from tracker.common.folding import fold

_HEADINGS = {
    **dict.fromkeys(("ma", "ma chi tieu", "code"), "code"),
    **dict.fromkeys(("nhom", "nhom chi tieu", "linh vuc", "group"), "group"),
    **dict.fromkeys(("chi tieu", "ten", "ten chi tieu", "noi dung chi tieu", "indicator"), "name"),
    **dict.fromkeys(("dvt", "don vi tinh", "don vi do", "unit of measure"), "unit"),
    **dict.fromkeys(("gia tri goc", "gia tri nam goc", "hien trang", "baseline"), "baseline"),
    **dict.fromkeys(("nam goc", "nam hien trang", "baseline year"), "baseline_year"),
    **dict.fromkeys(("nguon so lieu", "nguon", "source"), "baseline_source"),
    **dict.fromkeys(("chieu mong muon", "chieu huong", "direction"), "wanted"),
    **dict.fromkeys(("ky bao cao", "tan suat", "frequency"), "frequency"),
    **dict.fromkeys(("cap thu thap", "cap so lieu", "collected at"), "collection"),
    **dict.fromkeys(("don vi chu tri", "co quan chu tri", "chu tri", "lead unit"), "lead"),
    **dict.fromkeys(("dieu khoan", "muc", "dieu, khoan", "clause"), "clause"),
    **dict.fromkeys(("dinh nghia", "cach tinh", "definition"), "definition"),
    **dict.fromkeys(("stt", "tt", "so thu tu", "no.", "no"), "number"),
    **dict.fromkeys(("ghi chu", "note", "notes"), "note"),
}
_TARGET = re.compile(
    r"(?:muc tieu|chi tieu|ke hoach|target|phan dau)(?: cua| den| for| by)?(?: nam)? (\d{4})"
)


_BASELINE = re.compile(r"(?:hien trang|gia tri goc|gia tri nam goc|baseline)(?: nam)? (\d{4})")
_BASELINE_OF = "baseline_of_"


@dataclass(frozen=True)
class TargetLayout(Layout):
    """The columns of fixed names, and one for the target of each year that its heading names."""

    years: tuple[int, ...] = (2025, 2030)

    def column(self, heading: str) -> str | None:
        """The column of a heading; `Mục tiêu 2025` is that of 2025, `Hiện trạng 2024` says the
        baseline and its year at once."""
        folded = fold(heading).strip("* :")
        if match := _TARGET.fullmatch(folded):
            return f"target_{match[1]}"
        if match := _BASELINE.fullmatch(folded):
            return f"{_BASELINE_OF}{match[1]}"
        return super().column(heading)

    def label(self, column: str) -> str:
        """The heading of a column as it is best written."""
        return headings(self.years).get(column) or super().label(column)

    @property
    def known(self) -> str:
        """The headings as they are best written."""
        return ", ".join(headings(self.years).values())


TARGETS = TargetLayout(
    columns=("name", "unit"),
    required=("name", "unit"),
    headings=_HEADINGS,
    unread=frozenset({"number", "note"}),
)


def headings(years: Sequence[int]) -> dict[str, str]:
    """Column → its heading in the language of the page, in the order of the workbook to fill."""
    targets = {f"target_{year}": _("Target %(year)d") % {"year": year} for year in years}
    return {
        "code": _("Code"),
        "group": _("Group"),
        "name": _("Indicator"),
        "unit": _("Unit of measure"),
        "baseline": _("Baseline"),
        "baseline_year": _("Baseline year"),
        **targets,
        "lead": _("Lead unit"),
        "clause": _("Clause"),
        "wanted": _("Direction"),
        "frequency": _("Frequency"),
        "collection": _("Collected at"),
    }


def read_targets(content: bytes, years: Sequence[int]) -> list[PlainRow]:
    """The rows of an .xlsx or .csv file, those that only name a group taken into the rows below.

    FileUnreadableError for a file that is no such table, or has a target of a year that is none of
    the programme's.
    """
    rows = read_table(content, replace(TARGETS, years=tuple(years)), most=MOST_ROWS)
    found = {int(one.removeprefix("target_")) for row in rows for one in row.cells if _is_year(one)}
    if not found:
        raise FileUnreadableError(
            _("No column holds targets. Head it with the year, such as “Mục tiêu 2025”.")
        )
    if other := sorted(found - set(years)):
        raise FileUnreadableError(
            _("The table has targets for %(other)s; the years of the programme are %(years)s.")
            % {"other": ", ".join(map(str, other)), "years": ", ".join(map(str, years))}
        )
    _check_baselines({one for row in rows for one in row.cells})
    return without_headings(_plain(row) for row in rows)


def _check_baselines(columns: set[str]) -> None:
    """One column says the baseline: nobody can tell which of two counts."""
    if len({one for one in columns if one == "baseline" or one.startswith(_BASELINE_OF)}) > 1:
        raise FileUnreadableError(_("More than one column holds the baseline. Keep one of them."))


def _is_year(column: str) -> bool:
    return column.startswith("target_")


def _plain(row: Row) -> PlainRow:
    targets = {int(one.removeprefix("target_")): row[one] for one in row.cells if _is_year(one)}
    cells = {_cell(one): row[one] for one in row.cells if not _is_year(one) and row[one]}
    years = [one.removeprefix(_BASELINE_OF) for one in row.cells if one.startswith(_BASELINE_OF)]
    if years and cells.get("baseline"):
        cells.setdefault("baseline_year", years[0])
    faults = {_cell(column) or "name": sentence for column, sentence in row.faults.items()}
    days = {_cell(column): _("A day stands here. Write it in words.") for column in row.days}
    places = {_cell(column): row.place(column) for column in row.letters}
    return PlainRow(cells, targets, row.place("name"), places, {**days, **faults})


def _cell(column: str) -> str:
    """The cell of a row that a column fills."""
    return "baseline" if column.startswith(_BASELINE_OF) else column


def template(years: Sequence[int], units: Sequence[tuple[str, str]]) -> list[TableSheet]:
    """The sheet to fill with one row as an example, and the units with their codes."""
    named = headings(years)
    example = {
        "group": "Đô thị hóa",
        "name": "Tỷ lệ đô thị hóa",
        "unit": "%",
        "baseline": "38,51",
        "baseline_year": str(min(years) - 1),
        "wanted": "cao hơn",
        "frequency": "năm",
        "collection": "tỉnh",
        **{f"target_{year}": f"trên {40 + 5 * place}%" for place, year in enumerate(years)},
    }
    widths = {"name": 44, "group": 24, "lead": 28}
    places = {column: place for place, column in enumerate(named, start=1)}
    choices = {
        places["wanted"]: ["cao hơn", "thấp hơn", "trong khoảng"],
        places["frequency"]: ["năm", "quý"],
        places["collection"]: ["tỉnh", "xã"],
    }
    fill = TableSheet(
        name=_("Targets"),
        title=_("Table of targets"),
        notes=[
            _("Write each target as the document does, such as “khoảng 4,7–5,1 %”."),
            _("A row with a name alone is the heading of the group below. Overwrite the example."),
        ],
        header=list(named.values()),
        rows=[[example.get(column, "") for column in named]],
        widths=[widths.get(column, 18) for column in named],
        empty=100,
        is_filled_in=True,
        choices=choices,
    )
    listed = TableSheet(
        name=_("Units"),
        title=_("Units with their codes"),
        header=[_("Code"), _("Unit")],
        rows=[list(one) for one in units],
        widths=[18, 60],
    )
    return [fill, listed]
