"""Forms parse and validate, they never save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.presenters.rows import IndicatorRow
from reports.presenters.statuses import WORST_FIRST, status_label
from tracker.common.folding import fold


class IndicatorFilter(forms.Form):
    """Narrows the list of indicators; what is not among the choices narrows nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    group = forms.ChoiceField(label=_("Group"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    lead = forms.ChoiceField(label=_("Lead unit"), required=False)

    def __init__(self, data: Any, *, rows: Sequence[IndicatorRow]) -> None:
        super().__init__(data)
        groups = dict.fromkeys(row.group for row in rows)
        leads = sorted({row.lead.name for row in rows if row.lead}, key=fold)
        present = {row.status for row in rows}
        statuses = [(key, status_label(key)) for key in WORST_FIRST if key in present]
        self._offer("group", [(name, name) for name in groups])
        self._offer("status", statuses)
        self._offer("lead", [(name, name) for name in leads])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("All")), *choices]

    def query(self) -> dict[str, str]:
        """The filters in force, for an address."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chosen(self, rows: Sequence[IndicatorRow]) -> list[IndicatorRow]:
        """The rows that fit every filter in force."""
        wanted = self.query()
        return [row for row in rows if self._fits(row, wanted)]

    @staticmethod
    def _fits(row: IndicatorRow, wanted: dict[str, str]) -> bool:
        lead = row.lead.name if row.lead else ""
        return (
            fold(wanted.get("q", "")) in fold(f"{row.name} {row.code}")
            and wanted.get("group", row.group) == row.group
            and wanted.get("status", row.status) == row.status
            and wanted.get("lead", lead) == lead
        )
