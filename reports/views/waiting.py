"""A person's own file between its preview and its confirmation."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from reports.imports.uploads import take
from reports.models import Upload, UploadKind
from reports.views.desk import Desk


def waiting_file(desk: Desk, kind: UploadKind, key: UUID) -> Upload:
    """The file; 404 for anybody else's, UploadGoneError for one that is gone."""
    upload = take(programme=desk.programme, kind=kind, key=key, by=desk.user)
    if upload is None:
        raise Http404
    return upload
