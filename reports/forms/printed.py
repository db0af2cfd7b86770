"""Texts that are stored and printed as they were entered: without anything that nobody sees."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from indicators.programme_file.document import has_control_character


class PrintedTextForm(forms.Form):
    """Refuses invisible control characters in the fields of `printed`, as the files do."""

    printed: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """Each field by itself."""
        said = super().clean() or self.cleaned_data
        for name in self.printed:
            if has_control_character(str(said.get(name, ""))):
                self.add_error(name, _("The text holds an invisible control character."))
        return said
