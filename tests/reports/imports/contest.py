"""`python -m tests.reports.imports.contest NAME`: several people store a file of figures at once.

Runs in a process of its own on the database of VAR_DIR or DATABASE_URL; prints what everybody was
told and what is stored then, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django

from tests.reports.workflow.contest import together

PERIODS = 12
WORKERS = 4
HEADER = "indicator;period;value"


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(globals()[name](*_world()), ensure_ascii=False, default=str))


def _world() -> tuple[Any, list[Any]]:
    """A programme without figures, and as many administrators as take part."""
    from tests.bench.programme import build
    from tracker.accounts.models import User

    people = [
        User.objects.create_user(f"office{number}", full_name="Office", is_administrator=True)
        for number in range(WORKERS)
    ]
    return build(1, 1, by=people[0]), people


def one_file(programme: Any, people: list[Any]) -> dict[str, Any]:
    """The same person confirms the same file in four windows."""
    return _all_confirm(programme, [people[0]] * WORKERS, values=[40] * WORKERS, shared=True)


def rivals(programme: Any, people: list[Any]) -> dict[str, Any]:
    """Four people bring other values for the same periods."""
    return _all_confirm(programme, people, values=[40 + n for n in range(WORKERS)], shared=False)


def _all_confirm(
    programme: Any, people: list[Any], *, values: list[int], shared: bool
) -> dict[str, Any]:
    from reports.imports.figure_preview import confirm, preview
    from reports.imports.uploads import keep

    def prepared(by: Any, value: int) -> tuple[Any, str]:
        lines = [f"indicator-000;{2000 + year};{value}" for year in range(PERIODS)]
        content = "\n".join([HEADER, *lines]).encode()
        words = {"kind": "figures", "name": "so-lieu.csv", "content": content, "by": by}
        upload = keep(programme=programme, **words)
        return upload, preview(programme=programme, content=content, by=by).mark

    waiting = [prepared(by, value) for by, value in zip(people, values, strict=True)]
    if shared:
        waiting = [waiting[-1]] * len(waiting)
    told = together(
        [
            lambda by=by, upload=upload, mark=mark: confirm(upload=upload, mark=mark, by=by)
            for by, (upload, mark) in zip(people, waiting, strict=True)
        ]
    )
    return {"told": told, **_stored()}


def _stored() -> dict[str, Any]:
    from reports.models import Figure, Upload

    figures = Figure.objects.filter(quarter=0)
    return {
        "values": sorted({str(value) for value in figures.values_list("value", flat=True)}),
        "figures": figures.count(),
        "ended": figures.exclude(superseded_on=None).count(),
        "waiting": Upload.objects.count(),
    }


if __name__ == "__main__":
    main(sys.argv[1])
