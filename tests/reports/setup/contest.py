"""`python -m tests.reports.setup.contest NAME`: administrators who store a programme at once.

Runs in a process of its own on the database of VAR_DIR or DATABASE_URL; prints what everybody was
told and what is stored then, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import django

from tests.reports.workflow.contest import together

CLICKS = 3


def adoption() -> dict[str, Any]:
    """One draft is adopted by several clicks; then two people adopt other tables of one number."""
    from assignments.actions import load_units
    from assignments.units_file import parse_units
    from indicators.models import Programme
    from reports.setup.adopting import begin_calendar
    from tracker.accounts.models import User

    units = Path(__file__).resolve().parents[3] / "fixtures/units/ha-tinh.yaml"
    load_units(parse_units(units.read_text(), "units"), by=None)
    people = [
        User.objects.create_user(name, full_name=name, is_administrator=True) for name in "ab"
    ]
    one = _draft("mot", "Cây xanh", people[0])
    clicks = together([_adopt(one, people[0]) for _click in range(CLICKS)])
    rivals = [("Cây xanh", people[0]), ("Nhà ở", people[1])]
    told = together([_adopt(_draft("hai", name, by), by) for name, by in rivals])
    programme = Programme.objects.get(code="hai")
    begun = together([partial(begin_calendar, programme=programme, by=by) for by in people])
    return {"clicks": clicks, "told": told, "begun": begun, **_stored()}


def _draft(code: str, name: str, by: Any) -> Any:
    from indicators.plain_table import PlainHead, PlainRow
    from reports.models import DraftKind
    from reports.setup.drafts import begin, put_rows

    head = PlainHead(
        code, "Chương trình", "Tỉnh ủy", date(2022, 9, 30), "42", "42-vptu", (2025, 2030)
    )
    draft = begin(kind=DraftKind.TABLE, by=by, head=head)
    row = PlainRow({"name": name, "unit": "%"}, {2025: "trên 40%"})
    put_rows(draft=draft, rows=[row], version=draft.version)
    return draft


def _adopt(draft: Any, by: Any) -> Any:
    from reports.setup.adopting import adopt_programme
    from reports.views.setup.drafts import understood_draft

    spec = understood_draft(draft)[1].spec
    facts = {"draft": draft, "spec": spec, "version": draft.version, "reason": "", "by": by}
    return lambda: adopt_programme(**facts)


def _stored() -> dict[str, Any]:
    from indicators.models import Indicator
    from reports.models import ReportingPeriod, SetupDraft
    from tracker.audit.models import Event

    codes = Indicator.objects.filter(retired_at=None).values_list("programme__code", flat=True)
    return {
        "indicators": sorted(codes),
        "drafts": SetupDraft.objects.count(),
        "has_periods": ReportingPeriod.objects.exists(),
        "beginnings": Event.objects.filter(verb="calendar.begun").count(),
    }


def main(name: str) -> None:
    """As the other contests: the answer is the last line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    print(json.dumps(globals()[name](), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
