"""Whether the product is alive, for a monitor; says nothing about its content."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.models import WorkerHeartbeat
from tracker.common.timestamps import now

_SILENT_AFTER = timedelta(minutes=2)


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers; `worker` says whether background work is running."""
    beat = WorkerHeartbeat.objects.filter(name="worker").first()
    is_alive = beat is not None and now() - beat.beat_at < _SILENT_AFTER
    return JsonResponse({"database": "ok", "worker": "ok" if is_alive else "silent"})
