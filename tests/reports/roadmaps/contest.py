"""`python -m tests.reports.roadmaps.contest NAME`: several people in one roadmap at once.

Runs in a process of its own on the database of VAR_DIR or DATABASE_URL; prints what everybody was
told and what is stored then, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import django

from tests.reports.workflow.contest import together

UNIT, WORKERS = "18073", 6


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(globals()[name](*_world()), ensure_ascii=False, default=str))


def _world() -> tuple[Any, Any, list[Any], list[Any]]:
    """Hà Tĩnh's programme, a ward, its people and two reviewers."""
    from assignments.actions import join_unit, load_units
    from assignments.models import Unit
    from assignments.programme.loading import load_programme
    from assignments.units_file import parse_units
    from indicators.models import Programme
    from indicators.programme_file import parse_programme
    from tracker.accounts.models import User

    fixtures = Path(__file__).resolve().parents[3] / "fixtures"
    load_units(parse_units((fixtures / "units/ha-tinh.yaml").read_text(), "units"), by=None)
    content = (fixtures / "programmes/ha-tinh-15-ctr-tu.yaml").read_bytes()
    load_programme(parse_programme(content, "programme"), by=None)

    def people(prefix: str, count: int, unit: str, role: str) -> list[Any]:
        names = [f"{prefix}{number}" for number in range(count)]
        made = [User.objects.create_user(name, full_name=name) for name in names]
        for user in made:
            join_unit(user=user, unit=Unit.objects.get(code=unit), role=role, by=None)
        return made

    programme, ward = Programme.objects.get(), Unit.objects.get(code=UNIT)
    reviewers = people("office", 2, "42-vptu", "reviewer")
    return programme, ward, people("ward", WORKERS, UNIT, "reporter"), reviewers


def first_targets(programme: Any, ward: Any, people: list[Any], _office: Any) -> dict[str, Any]:
    """Everybody puts the first target of a roadmap in: each an own one, and all a shared one."""
    from reports.roadmaps.filling import fill_targets
    from reports.roadmaps.workflow import Verb
    from tests.reports.roadmaps.steps import cell

    def put(number: int, year: int) -> Any:
        cells = [cell("cap-quang", year, 80 + number)]
        unit = {"programme": programme, "unit": ward, "verb": Verb.FILL}
        return lambda: fill_targets(**unit, cells=cells, by=people[number])

    own = together([put(number, 2023 + number) for number in range(WORKERS)])
    shared = together([put(number, 2030) for number in range(WORKERS)])
    return {"own": own, "shared": shared, **_stored()}


def decisions(programme: Any, ward: Any, people: list[Any], office: list[Any]) -> dict[str, Any]:
    """One approves, one returns, one takes back."""
    from reports.roadmaps.deciding import approve, return_roadmap
    from reports.roadmaps.sending import submit, withdraw
    from tests.reports.roadmaps.steps import cell, current, fill

    submit(roadmap=fill(programme, ward, people[0], cell("cap-quang", 2030, 90)), by=people[0])
    one, two, three = (current(programme, ward) for _copy in range(3))
    told = together(
        [
            lambda: approve(roadmap=one, by=office[0]),
            lambda: return_roadmap(roadmap=two, reason="xem lại", by=office[1]),
            lambda: withdraw(roadmap=three, by=people[1]),
        ]
    )
    return {"told": told, **_stored()}


def _stored() -> dict[str, Any]:
    from assignments.models import LocalTarget, Roadmap
    from tests.reports.roadmaps.steps import verbs

    return {
        "states": list(Roadmap.objects.values_list("state", flat=True)),
        "versions": list(LocalTarget.objects.order_by("year").values_list("version", flat=True)),
        "verbs": verbs(),
    }


if __name__ == "__main__":
    main(sys.argv[1])
