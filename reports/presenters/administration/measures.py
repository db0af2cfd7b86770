"""The programme's measures as the Office administers them: which still hold, which no longer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.models import Indicator
from reports.forms.measures import SupersedeForm
from reports.presenters.rows import Link
from reports.presenters.sentences import superseded_sentence


@dataclass(frozen=True)
class MeasureLine:
    """One indicator with its mark, and the form to set, correct or remove it."""

    code: str
    name: str
    url: str
    sentence: str
    note: str
    form: SupersedeForm
    action: str

    @property
    def is_superseded(self) -> bool:
        """Whether a day is set from which it is not measured any more."""
        return bool(self.sentence)


def measure_lines(
    indicators: Iterable[Indicator], link: Link, wrong: Mapping[str, SupersedeForm]
) -> tuple[MeasureLine, ...]:
    """All indicators in the order of the document; `wrong` holds the form that was refused."""
    return tuple(
        MeasureLine(
            code=one.code,
            name=one.display_name,
            url=link("indicator", one.code),
            sentence=superseded_sentence(one),
            note=one.superseded_note,
            form=wrong.get(one.code) or _form(one),
            action=link("measure", one.code),
        )
        for one in indicators
    )


def _form(one: Indicator) -> SupersedeForm:
    said = {"on": one.superseded_on, "basis": one.superseded_basis, "note": one.superseded_note}
    return SupersedeForm(initial=said, auto_id=f"{one.code}-%s")
