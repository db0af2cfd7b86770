"""What people send on the pages of files that come in; nothing is read or saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.common.sheets.reader import MAX_BYTES


class FormFileForm(forms.Form):
    """A filled form, or a zip of many; `period` and `unit` say from which page somebody came."""

    file = forms.FileField(
        label=gettext_lazy("The filled form (.xlsx), or a .zip of many"),
        max_length=1000,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.zip"}),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    period = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    unit = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput)

    def clean_file(self) -> Any:
        """The file; one that was cut off on its way is too large."""
        upload = self.cleaned_data["file"]
        largest = min(MAX_BYTES, settings.UPLOAD_MAX_BYTES)
        if upload.size > largest:
            raise forms.ValidationError(
                _("The file is larger than %(size)s.") % {"size": filesizeformat(largest)}
            )
        return upload


class FormConfirmForm(forms.Form):
    """The mark of what the preview showed."""

    mark = forms.RegexField(r"\A[0-9a-f]{64}\Z")
