"""The clauses of a programme with the targets that rest on them."""

from __future__ import annotations

from django.db.models import Prefetch

from indicators.models import Clause, Programme, Target


def clauses_with_targets(programme: Programme) -> list[Clause]:
    """In the order of the document; each carries `stated`, its targets of live indicators."""
    targets = Target.objects.filter(indicator__retired_at=None).select_related("indicator")
    stated = Prefetch("targets", targets.order_by("indicator__position", "year"), "stated")
    return list(programme.clauses.order_by("position").prefetch_related(stated))
