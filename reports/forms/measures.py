"""What the Office enters to mark a measure as superseded: parsed and validated, never saved."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SupersedeForm(forms.Form):
    """From which day an indicator can no longer be measured as written, and why."""

    on = forms.DateField(
        label=_("No longer measurable from"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    basis = forms.CharField(label=_("Legal basis"), max_length=200)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "vi"}),
    )
