"""What people enter on the pages of meetings: which papers, and which two are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.meetings import LONGEST_NAME, tidy_name
from reports.models import ReportingPeriod
from tracker.common.labels import period_label

NOW = "nay"
"""Stands for the present state among the meetings that are compared."""
_LONGEST_NUMBER = 40


class MeetingForm(forms.Form):
    """The quarter, name and day of the meeting, number of the report.

    The day of the numbers is that of the address, as on every page. A paper may do without a name,
    a frozen meeting may not: the verb says so.
    """

    ky = forms.ChoiceField(label=_("Quarter"))
    hop = forms.CharField(
        label=_("Name of the meeting"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"lang": "vi", "autocomplete": "off"}),
    )
    ngay = forms.DateField(
        label=_("Day of the meeting"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    so = forms.RegexField(
        r"\A[\w./ -]*\Z",
        label=_("Number of the report (if known)"),
        required=False,
        max_length=_LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"placeholder": "123-BC/VPTU", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the number as 123-BC/VPTU.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        periods: Sequence[ReportingPeriod],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self._periods = {str(one.period): one for one in periods}
        field = self.fields["ky"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, period_label(one.period)) for key, one in self._periods.items()]

    @property
    def has_periods(self) -> bool:
        """Whether there is a quarter to choose."""
        return bool(self._periods)

    def clean_ky(self) -> ReportingPeriod:
        """The period itself."""
        return self._periods[self.cleaned_data["ky"]]

    def clean_hop(self) -> str:
        """One meeting has one name, however it is typed."""
        return tidy_name(self.cleaned_data["hop"])


class ComparisonForm(forms.Form):
    """Two meetings, or a meeting and the present state."""

    truoc = forms.ChoiceField(label=_("Earlier"))
    sau = forms.ChoiceField(label=_("Later"))

    def __init__(self, data: Mapping[str, Any], *, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        for name in ("truoc", "sau"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = list(choices)
