"""How the file of a form is called."""

from __future__ import annotations

from django.utils.text import slugify

from reports.exports.form.content import FormHead
from tracker.common.folding import fold

_LONGEST_NAME = 60


def form_name(head: FormHead) -> str:
    """`Bieu-mau-2026-Q3-so-xay-dung.xlsx`: letters that every browser and disk keeps."""
    unit = slugify(fold(head.unit_name))[:_LONGEST_NAME].strip("-") or head.unit
    return f"Bieu-mau-{head.period}-{unit}.xlsx"
