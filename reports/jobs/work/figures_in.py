"""The figures of an upload that was previewed, stored in the background."""

from __future__ import annotations

from dataclasses import asdict

from reports.imports.figure_preview import prepare, store
from reports.imports.uploads import UploadGoneError
from reports.jobs.running import Ending, Running

_STEPS = 2


def store_figures(running: Running) -> Ending:
    """Reading and comparing is the work, writing the ending.

    Parameter: the `mark` of the preview. Outcome: how many figures were `new`, `changed` and
    `unchanged`.
    """
    upload = running.job.upload
    if upload is None:
        raise UploadGoneError
    running.progress(0, _STEPS)
    ready = prepare(upload=upload, mark=running.job.parameters["mark"], by=running.by)
    running.progress(1, _STEPS)
    return lambda: asdict(store(ready))
