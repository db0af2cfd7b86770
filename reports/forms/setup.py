"""What an administrator enters while setting up: parsed and validated, never saved."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.models import UnitKind
from assignments.units_file import CODE
from indicators.models import Province
from reports.forms.printed import PrintedTextForm
from reports.forms.table_file import TableFileForm
from reports.setup.units_table import ProvinceWords, UnitRow


class YamlFileForm(TableFileForm):
    """A file of units or of a programme, as the commands load it."""

    file = forms.FileField(
        label=gettext_lazy("File (.yaml)"),
        max_length=1000,
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )


class BroughtTableForm(TableFileForm):
    """A table as a file, or as the cells copied from one."""

    pasted = forms.CharField(
        label=gettext_lazy("Or paste the cells"),
        required=False,
        strip=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=gettext_lazy("Copied from Excel or Word, with the row of headings."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].required = False

    def clean_file(self) -> bytes:
        """The content; empty where the cells are pasted."""
        return super().clean_file() if self.cleaned_data["file"] else b""

    def clean(self) -> dict[str, Any]:
        """The pasted cells are read like a file: either, and not both."""
        said = super().clean() or {}
        pasted = str(said.get("pasted", "")).strip("\r\n")
        if "file" not in said:
            return said
        if bool(said["file"]) == bool(pasted.strip()):
            self.add_error("file", _("Choose a file or paste the cells: one of them."))
        elif pasted:
            said |= {"file": pasted.encode(), "file_name": _("pasted cells")}
        return said


class ProvinceForm(PrintedTextForm):
    """How the province is called."""

    printed: ClassVar[tuple[str, ...]] = ("name", "short_name", "name_en")

    code = forms.RegexField(
        r"^[0-9]{2}$",
        label=gettext_lazy("Code of the province"),
        help_text=gettext_lazy("Two digits of the official list, such as 42 for Hà Tĩnh."),
        error_messages={"invalid": gettext_lazy("Write the two digits, such as 42.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the province"),
        max_length=100,
        help_text=gettext_lazy("In full, such as Tỉnh Hà Tĩnh."),
    )
    short_name = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=100,
        help_text=gettext_lazy("As it stands in headings, such as Hà Tĩnh."),
    )
    name_en = forms.CharField(
        label=gettext_lazy("Name in English"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("May stay empty."),
    )

    def clean_code(self) -> str:
        """Not that of a province that is there: its units are added, not begun again."""
        code = str(self.cleaned_data["code"])
        if self.must_be_new and Province.objects.filter(code=code).exists():
            raise forms.ValidationError(_("This province is there already."))
        return code

    must_be_new = False

    @property
    def words(self) -> ProvinceWords:
        """The province as its units file names it."""
        said = self.cleaned_data
        name_en = said["name_en"] or said["short_name"]
        return ProvinceWords(said["code"], said["name"], said["short_name"], name_en)


class UnitsTableForm(ProvinceForm, BroughtTableForm):
    """A plain table of units, and the province whose they are."""

    field_order = ["code", "name", "short_name", "name_en", "file", "pasted"]


class BeginProvinceForm(ProvinceForm):
    """A province with the one unit without which there is no programme: who reviews."""

    must_be_new = True
    printed = (*ProvinceForm.printed, "office_name")
    office_code = forms.CharField(
        label=gettext_lazy("Code of the monitoring office"),
        max_length=40,
        help_text=gettext_lazy("The province's code, a hyphen and letters, such as 42-vptu."),
    )
    office_name = forms.CharField(
        label=gettext_lazy("Name of the monitoring office"),
        max_length=200,
        help_text=gettext_lazy("The unit that reviews and chases, such as Văn phòng Tỉnh ủy."),
    )

    def clean(self) -> dict[str, Any]:
        """The office's code begins with the province's."""
        said = super().clean() or {}
        code, province = said.get("office_code", ""), said.get("code", "")
        if code and province and not (CODE.fullmatch(code) and code.startswith(f"{province}-")):
            self.add_error(
                "office_code",
                _("The code must start with the province's: %(code)s.") % {"code": f"{province}-"},
            )
        return said

    @property
    def office(self) -> UnitRow:
        """The monitoring office."""
        said = self.cleaned_data
        return UnitRow(said["office_code"], said["office_name"], UnitKind.PARTY_BODY)


class VersionForm(forms.Form):
    """What a button was pressed on, and why where that must be said."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Kept with every target that changes."),
    )
