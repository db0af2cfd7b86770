"""A table that somebody brings, as a file; nothing is read here."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_ACCEPTED = ".xlsx,.csv"


class TableFileForm(forms.Form):
    """One file, Excel or CSV."""

    file = forms.FileField(
        label=gettext_lazy("Excel (.xlsx) or CSV file"),
        max_length=1000,
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPTED}),
    )

    def clean_file(self) -> bytes:
        """The content; one that was cut off on its way is too large."""
        upload = self.cleaned_data["file"]
        if upload.size > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(size)s.")
                % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)}
            )
        self.cleaned_data["file_name"] = upload.name or ""
        return bytes(upload.read())

    @property
    def file_name(self) -> str:
        """What the file was called."""
        return str(self.cleaned_data["file_name"])


class ConfirmForm(forms.Form):
    """A file that waits, and the mark of what its preview showed."""

    upload = forms.UUIDField()
    mark = forms.CharField(max_length=64)
