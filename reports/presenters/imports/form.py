"""The preview of forms: new, changed, in conflict, refused, and how many rows stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.imports.form.comparing import Fate
from reports.imports.form.preview import FileRefusal, FormPreview, Preview
from reports.presenters.imports.rows import (
    Fault,
    RowLine,
    fault_of,
    row_line,
    stray_fault,
    where_of,
)
from reports.workflow import Verb
from tracker.common.labels import period_label


@dataclass(frozen=True)
class StaysLine:
    """A row that changes nothing."""

    name: str
    where: str
    is_newer: bool


@dataclass(frozen=True)
class FormSection:
    """One form: of whom and when, and the fates of its rows."""

    key: str
    unit: str
    period: str
    file: str
    is_brought: bool
    """Whether the Office brings it for the unit."""
    new: tuple[RowLine, ...]
    changed: tuple[RowLine, ...]
    conflicts: tuple[RowLine, ...]
    refused: tuple[Fault, ...]
    stays: tuple[StaysLine, ...]
    newer: str
    refused_url: str

    @property
    def count(self) -> int:
        """How many rows would be stored without any tick."""
        return len(self.new) + len(self.changed)


@dataclass(frozen=True)
class PreviewPage:
    """What an upload would do."""

    forms: tuple[FormSection, ...]
    refusals: tuple[FileRefusal, ...]
    notice: str
    count: int
    mark: str

    @property
    def totals(self) -> Mapping[str, int]:
        """How many rows of each fate."""
        names = ("new", "changed", "conflicts", "stays", "refused")
        return {name: sum(len(getattr(one, name)) for one in self.forms) for name in names}

    @property
    def is_alone(self) -> bool:
        """Whether the upload is one form, whose name stands above already."""
        return len(self.forms) + len(self.refusals) == 1

    @property
    def is_brought(self) -> bool:
        """Whether the Office brings any of the forms for its unit."""
        return any(one.is_brought for one in self.forms)

    @property
    def has_choice(self) -> bool:
        """Whether there is anything to confirm."""
        return bool(self.count or self.totals["conflicts"])


def preview_page(
    found: Preview, refused_urls: Mapping[tuple[int, int], str], wanted: tuple[str, str] = ("", "")
) -> PreviewPage:
    """Build the page; `wanted` is the period and unit from whose page somebody came."""
    return PreviewPage(
        forms=tuple(_section(one, refused_urls.get(one.place.key, "")) for one in found.forms),
        refusals=found.refusals,
        notice=_notice(found.forms, wanted),
        count=found.count,
        mark=found.mark,
    )


def _notice(forms: Sequence[FormPreview], wanted: tuple[str, str]) -> str:
    """That the form is not of the page from which somebody came."""
    if len(forms) != 1 or not all(wanted):
        return ""
    place = forms[0].place
    if (str(place.period.period), place.unit.code) == wanted:
        return ""
    return _(
        "This file is the form of %(unit)s for %(period)s, not of the report you came from."
    ) % {
        "unit": place.unit.name,
        "period": period_label(place.period.period),
    }


def _section(form: FormPreview, refused_url: str) -> FormSection:
    place = form.place
    refused = form.of(Fate.REFUSED)
    stays = form.of(Fate.UNCHANGED)
    return FormSection(
        key=f"{place.unit.code}-{place.period.period}",
        unit=place.unit.name,
        period=period_label(place.period.period),
        file=form.name,
        is_brought=place.verb is Verb.BRING,
        new=_lines(form, Fate.NEW),
        changed=_lines(form, Fate.CHANGED),
        conflicts=_lines(form, Fate.CONFLICT),
        refused=(*map(fault_of, refused), *map(stray_fault, form.strays)),
        stays=tuple(StaysLine(one.row.name, where_of(one.row), one.is_newer) for one in stays),
        newer=_newer(sum(one.is_newer for one in stays)),
        refused_url=refused_url if refused else "",
    )


def _newer(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)d row was changed in the browser after the form was fetched: that stays.",
        "%(count)d rows were changed in the browser after the form was fetched: that stays.",
        count,
    ) % {"count": count}


def _lines(form: FormPreview, fate: Fate) -> tuple[RowLine, ...]:
    return tuple(row_line(form.key(one), one, one.seen) for one in form.of(fate) if one.seen)
