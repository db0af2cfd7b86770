"""What forms would do to the reports they are of; nothing is stored here."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from indicators.models import Programme
from reports.imports.form.bundle import FileIn, is_bundle, kept_content, read_files
from reports.imports.form.comparing import Fate, Outcome, compare
from reports.imports.form.gate import Gate, Place, check_can_bring, open_gate
from reports.imports.form.planned import planned_sheet
from reports.imports.form.rows import FormIn, Stray
from reports.models import Report
from tracker.accounts.models import User
from tracker.common.errors import SentenceError


class FormRefusedError(SentenceError):
    """The one form of an upload cannot be brought at all."""


@dataclass(frozen=True)
class FormPreview:
    """What one form would do to its report, which may not be stored yet."""

    name: str
    place: Place
    report: Report
    outcomes: tuple[Outcome, ...]
    strays: tuple[Stray, ...] = ()

    def of(self, *fates: Fate) -> tuple[Outcome, ...]:
        """The rows with these fates, in the order of the form."""
        return tuple(one for one in self.outcomes if one.fate in fates)

    def key(self, one: Outcome) -> str:
        """What a row is called on the page of the preview."""
        return f"{self.place.unit.code}|{self.place.period.period}|{one.row.code}"

    def chosen(self, taken: Iterable[str]) -> tuple[Outcome, ...]:
        """What is stored: what changes, and of the conflicts those that were ticked."""
        ticked = frozenset(taken)
        return tuple(
            one
            for one in self.outcomes
            if one.is_effective or (one.fate is Fate.CONFLICT and self.key(one) in ticked)
        )


@dataclass(frozen=True)
class FileRefusal:
    """A file of which nothing can be brought, and why."""

    name: str
    sentence: str


@dataclass(frozen=True)
class Preview:
    """What an upload would do."""

    forms: tuple[FormPreview, ...]
    refusals: tuple[FileRefusal, ...] = ()

    @property
    def count(self) -> int:
        """How many rows would be stored without any tick."""
        return sum(one.is_effective for form in self.forms for one in form.outcomes)

    @property
    def mark(self) -> str:
        """The same for two previews that would do the same to the same versions of lines."""
        lines = sorted(
            f"{form.key(one)} {one.fate} {one.seen.line.version} {sorted(one.seen.content.items())}"
            for form in self.forms
            for one in form.of(Fate.NEW, Fate.CHANGED, Fate.CONFLICT)
            if one.seen
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True)
class Looked:
    """A preview, and the content that may be kept for its confirmation."""

    preview: Preview
    content: bytes


def look(*, programme: Programme, name: str, content: bytes, by: User) -> Looked:
    """Read and compare an upload: one form, or a zip of many.

    FormRefusedError or BundleError where there is nothing to preview; NotAllowedError.
    """
    check_can_bring(by, programme)
    files: list[FileIn] = []

    def noted() -> Iterator[FileIn]:
        for one in read_files(name, content):
            files.append(FileIn(one.name, None if one.form is None else _NO_ROWS, one.sentence))
            yield one

    found = preview_of(noted(), open_gate(programme, by))
    if not (found.forms or is_bundle(content)):
        raise FormRefusedError(found.refusals[0].sentence)
    return Looked(found, kept_content(content, files))


_TOLD = 10
"""How many other files of the same form are named."""
_NO_ROWS = FormIn("", "", "")
"""Stands for a form that was read, once its rows are no longer wanted."""


def preview_of(files: Iterable[FileIn], gate: Gate) -> Preview:
    """The forms one after another; two of the same unit and period are refused both."""
    forms: dict[tuple[int, int], list[FormPreview]] = defaultdict(list)
    refusals: list[FileRefusal] = []
    for one in files:
        try:
            form = _preview(one, gate)
        except SentenceError as error:
            refusals.append(FileRefusal(one.name, str(error)))
            continue
        known = forms[form.place.key]
        known.append(form)
        if len(known) > 1:  # refused: their rows would only take memory
            known[:] = [replace(each, outcomes=(), strays=()) for each in known]
    refusals += [
        FileRefusal(form.name, _twice(form, known))
        for known in forms.values()
        for form in known
        if len(known) > 1
    ]
    return Preview(tuple(known[0] for known in forms.values() if len(known) == 1), tuple(refusals))


def _preview(one: FileIn, gate: Gate) -> FormPreview:
    if one.form is None:
        raise FormRefusedError(one.sentence)
    place = gate.place_of(one.form)
    sheet = planned_sheet(place.period, place.unit)
    gate.check(place, sheet.report)
    return FormPreview(one.name, place, sheet.report, compare(one.form, sheet), one.form.strays)


def _twice(form: FormPreview, known: list[FormPreview]) -> str:
    others = [one.name for one in known if one is not form][:_TOLD]
    return _("%(unit)s sent this form twice (also: %(others)s). Keep the one that counts.") % {
        "unit": form.place.unit.name,
        "others": ", ".join(others),
    }
