"""What an administrator enters of a programme that is built in the browser: its head, its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.method.facts import Frequency, Wanted
from indicators.plain_table import PlainHead, PlainRow, UnitNames
from indicators.plain_table.choices import COLLECTION, FREQUENCY, WANTED
from indicators.plain_table.rows import code_of
from indicators.programme_file import Collection
from indicators.programme_file.section import is_code
from reports.forms.printed import PrintedTextForm
from tracker.common.errors import SentenceError
from tracker.common.folding import fold


class YearField(forms.IntegerField):
    """A year that a programme can have."""

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=1990, max_value=2100, **more)


class HeadForm(PrintedTextForm):
    """The head of a programme that is built here or brought as a table."""

    printed = ("number", "title", "short_title", "issuer", "source")

    number = forms.CharField(
        label=gettext_lazy("Number of the document"),
        max_length=40,
        help_text=gettext_lazy("As printed, such as 15-CTr/TU."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "vi"}),
    )
    short_title = forms.CharField(
        label=gettext_lazy("Short title for headings"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("May stay empty: then the title stands there."),
    )
    issuer = forms.CharField(
        label=gettext_lazy("Issuer"),
        max_length=200,
        help_text=gettext_lazy("Such as Tỉnh ủy Hà Tĩnh."),
    )
    issued_on = forms.DateField(
        label=gettext_lazy("Issued on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    province = forms.ChoiceField(label=gettext_lazy("Province"))
    monitor = forms.CharField(
        label=gettext_lazy("Monitoring office"),
        max_length=200,
        help_text=gettext_lazy("Reviews the reports and chases; by code or name."),
        widget=forms.TextInput(attrs={"list": "units-known", "autocomplete": "off"}),
    )
    interim = YearField(
        label=gettext_lazy("Interim year"),
        required=False,
        help_text=gettext_lazy("Such as 2025; may stay empty."),
    )
    final = YearField(label=gettext_lazy("Final year"), help_text=gettext_lazy("Such as 2030."))
    vision = YearField(
        label=gettext_lazy("Vision year"),
        required=False,
        help_text=gettext_lazy(
            "Shown and never judged; needs an interim year as well. May stay empty."
        ),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy(
            "From where the targets are taken; stands beside them. May stay empty."
        ),
    )

    def __init__(
        self,
        provinces: Sequence[tuple[str, str]],
        names: Mapping[str, UnitNames],
        *args: Any,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.names = names
        field = self.fields["province"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(provinces)

    def clean(self) -> dict[str, Any]:
        """The years in order, the office by its code."""
        said = super().clean() or {}
        years = [said[name] for name in ("interim", "final", "vision") if said.get(name)]
        if years != sorted(set(years)):
            self.add_error("final", _("The years must follow each other."))
        if said.get("vision") and not said.get("interim") and "interim" not in self.errors:
            self.add_error("interim", _("With a vision year the interim year is needed too."))
        if said.get("monitor") and said.get("province") in self.names:
            try:
                said["monitor"] = self.names[said["province"]].code(said["monitor"].strip())
            except SentenceError as error:
                self.add_error("monitor", str(error))
        return said

    def clean_title(self) -> str:
        """On one line, as it is printed, however it was typed or copied."""
        return " ".join(str(self.cleaned_data["title"]).split())

    def head(self) -> PlainHead:
        """The head; the code comes from the province and the number: the same document is the
        same programme, however often it is brought."""
        said = self.cleaned_data
        province = dict(self.fields["province"].choices)[said["province"]]  # type: ignore[attr-defined]
        years = tuple(said[name] for name in ("interim", "final", "vision") if said[name])
        names = ("number", "title", "short_title", "issuer", "issued_on", "province", "monitor")
        return PlainHead(
            code=code_of(f"{province} {said['number']}", set()),
            years=years,
            source=said["source"],
            **{name: said[name] for name in names},
        )

    @staticmethod
    def values(head: PlainHead) -> dict[str, Any]:
        """What the form shows of a head."""
        names = ("interim", "final", "vision") if len(head.years) > 1 else ("final",)
        years = dict(zip(names, head.years, strict=False))
        return {**head.as_json(), "issued_on": head.issued_on, **years}


_WANTED = [
    ("", gettext_lazy("as the words say")),
    (Wanted.HIGHER.value, gettext_lazy("higher is better")),
    (Wanted.LOWER.value, gettext_lazy("lower is better")),
    (Wanted.NEITHER.value, gettext_lazy("stay within the band")),
]
_FREQUENCY = [
    (Frequency.ANNUAL.value, gettext_lazy("every year")),
    (Frequency.QUARTERLY.value, gettext_lazy("every quarter")),
]
_COLLECTION = [
    (Collection.PROVINCE.value, gettext_lazy("for the province, by the lead unit")),
    (Collection.LOCAL.value, gettext_lazy("by every local unit, then rolled up")),
]
_WORDS: dict[str, Mapping[str, Wanted | Frequency | Collection]] = {
    "wanted": WANTED,
    "frequency": FREQUENCY,
    "collection": COLLECTION,
}
_CELLS = (
    *("name", "group", "unit", "baseline", "baseline_year", "baseline_source", "wanted"),
    *("frequency", "collection", "lead", "clause", "definition"),
)


class RowForm(forms.Form):
    """One indicator as a row of the plain table; what its words mean, the table understands."""

    name = forms.CharField(label=gettext_lazy("Indicator"), max_length=300, required=False)
    group = forms.CharField(
        label=gettext_lazy("Group"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "groups-known", "autocomplete": "off"}),
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit of measure"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Such as %, m²/người, xã; empty for what is done or not."),
    )
    baseline = forms.CharField(label=gettext_lazy("Baseline"), max_length=200, required=False)
    baseline_year = forms.CharField(
        label=gettext_lazy("Baseline year"), max_length=4, required=False
    )
    baseline_source = forms.CharField(
        label=gettext_lazy("Source of the baseline"), max_length=500, required=False
    )
    wanted = forms.ChoiceField(label=gettext_lazy("Direction"), choices=_WANTED, required=False)
    frequency = forms.ChoiceField(
        label=gettext_lazy("Frequency"), choices=_FREQUENCY, required=False
    )
    collection = forms.ChoiceField(
        label=gettext_lazy("Collected at"), choices=_COLLECTION, required=False
    )
    lead = forms.CharField(
        label=gettext_lazy("Lead unit"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("By code or name."),
        widget=forms.TextInput(attrs={"list": "units-known", "autocomplete": "off"}),
    )
    clause = forms.CharField(
        label=gettext_lazy("Clause"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Where it stands in the document, such as II.1."),
    )
    definition = forms.CharField(
        label=gettext_lazy("Definition"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "vi"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, years: Sequence[int], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.years = tuple(years)
        for year in self.years:
            self.fields[f"target_{year}"] = forms.CharField(
                label=_("Target %(year)d") % {"year": year},
                max_length=500,
                required=False,
                help_text=_("As the document words it, such as “khoảng 4,7–5,1 %”."),
            )

    def row(self, code: str = "") -> PlainRow:
        """The row; what was brought by a file is then typed, and stands nowhere in it."""
        said = self.cleaned_data
        cells = {name: said[name] for name in _CELLS if said[name]}
        targets = {year: said[f"target_{year}"] for year in self.years}
        return PlainRow({**cells, **({"code": code} if is_code(code) else {})}, targets)

    @staticmethod
    def values(row: PlainRow) -> dict[str, Any]:
        """What the form shows of a row."""
        targets = {f"target_{year}": words for year, words in row.targets.items()}
        chosen = {name: words.get(fold(row[name]), "") for name, words in _WORDS.items()}
        return {**{name: row[name] for name in _CELLS}, **chosen, **targets}
