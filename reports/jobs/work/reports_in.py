"""The forms of an upload that was previewed, stored in the background."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import get_resolver

from reports.imports.form.bringing import prepare, store
from reports.imports.uploads import UploadGoneError
from reports.jobs.running import Ending, Running
from reports.workflow import Verb


def store_reports(running: Running) -> Ending:
    """Reading and comparing is the work, writing the ending: one transaction of a few seconds.

    Parameters: `mark` of the preview and the conflicts that were `taken`. Outcome: how many `rows`
    of how many `reports` of how many `units` were stored, how many units were `told`, the
    `periods`; `own` is the unit, if it is one report that its own people brought.
    """
    upload, asked = running.job.upload, running.job.parameters
    if upload is None:
        raise UploadGoneError
    ready = prepare(
        upload=upload,
        mark=asked["mark"],
        taken=asked["taken"],
        by=running.by,
        told=running.progress,
    )
    # Who is told gets an address; the first one loads every page, and nobody should wait for that.
    _ = get_resolver().reverse_dict

    def ending() -> Mapping[str, Any]:
        done = store(ready)
        is_own = len(done.places) == 1 and done.places[0].verb is Verb.FILL
        return {
            "rows": done.rows,
            "reports": len(done.places),
            "units": len({place.unit.pk for place in done.places}),
            "told": len({one.unit.pk for one in done.places if one.verb is Verb.BRING}),
            "periods": sorted({str(place.period.period) for place in done.places}),
            "own": done.places[0].unit.code if is_own else "",
        }

    return ending
