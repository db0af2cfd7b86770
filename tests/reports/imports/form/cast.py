"""A unit's real form, filled in as in a spreadsheet, and looked at as on the page."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from assignments.models import Unit
from reports.drafting import open_report
from reports.exports.form.book import form_book
from reports.imports.form.bringing import Brought, bring
from reports.imports.form.preview import FormPreview, Preview, look
from reports.imports.uploads import keep
from reports.models import UploadKind
from reports.presenters.form import form_of
from reports.queries.form import form_facts
from reports.queries.sheet import sheet_of
from tests.reports.imports.form.edits import column, row
from tests.reports.workflow.steps import World, update_of

Typed = dict[tuple[str, str], object]


def form_file(
    world: World, typed: Typed | None = None, unit: Unit | None = None, *, by: str = "reporter"
) -> bytes:
    """The unit's form of Quý IV as fetched now, with values typed into cells by (row, column)."""
    unit = unit or world.department
    open_report(period=world.q4, unit=unit, by=world[by])
    sheet = sheet_of(world.report(unit))
    fetched = form_book(form_of(sheet, world[by], form_facts(world.programme)))
    return typed_into(fetched, typed or {})


def typed_into(content: bytes, typed: Typed) -> bytes:
    """The workbook with other values; a pair of value and number format sets both."""
    book = load_workbook(BytesIO(content))
    for (code, what), value in typed.items():
        sheet = next(one for one in book.worksheets if _has(one, code))
        cell = sheet.cell(row(sheet, code), column(sheet, what))
        if isinstance(value, tuple):
            cell.value, cell.number_format = value
        else:
            cell.value = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def without_column(content: bytes, code: str, what: str) -> bytes:
    """The workbook after somebody deleted a column of the sheet on which the row stands."""
    book = load_workbook(BytesIO(content))
    sheet = next(one for one in book.worksheets if _has(one, code))
    sheet.delete_cols(column(sheet, what))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _has(sheet, code: str) -> bool:
    return any(str(cell.value).endswith(f"|{code}") for line in sheet.iter_rows() for cell in line)


def task_code(world: World, code: str = "1.1") -> str:
    return f"{code}#{update_of(world.report(), code).assignment_id}"


def zipped(**files: bytes) -> bytes:
    """A zip in folders; `__` in a name stands for a slash, `_xlsx` for the ending."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xlsx", ".xlsx"), content)
    return stream.getvalue()


def looked(world: World, content: bytes, by: str = "reporter", name: str = "bao-cao.xlsx"):
    return look(programme=world.programme, name=name, content=content, by=world[by])


def seen(world: World, content: bytes, by: str = "reporter") -> Preview:
    return looked(world, content, by).preview


def only(found: Preview) -> FormPreview:
    (form,) = found.forms
    return form


def fates(form: FormPreview) -> dict[str, str]:
    """Every row and its fate."""
    return {one.row.code: str(one.fate) for one in form.outcomes}


def refusal(world: World, typed: Typed, by: str = "reporter") -> tuple[str, str]:
    """Column and sentence of the one row that is refused."""
    form = only(seen(world, form_file(world, typed), by))
    (one,) = [one for one in form.outcomes if one.fate == "refused"]
    return one.column, one.sentence


def confirmed(
    world: World, content: bytes, by: str = "reporter", taken: tuple[str, ...] = ()
) -> Brought:
    """Look at the file, keep it, store it: what the two pages do."""
    found = looked(world, content, by)
    upload = keep(
        programme=world.programme,
        kind=UploadKind.REPORTS,
        name="bao-cao.xlsx",
        content=found.content,
        by=world[by],
    )
    return bring(upload=upload, mark=found.preview.mark, taken=taken, by=world[by])
