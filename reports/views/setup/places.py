"""Who stands in the rooms of the set-up, and before which draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from reports.models import DraftKind, SetupDraft
from reports.setup.drafts import own_draft
from tracker.accounts.guards import signed_in_user
from tracker.accounts.models import User


def open_setup(request: HttpRequest) -> User:
    """The administrator; for everybody else there is no such page."""
    user = signed_in_user(request)
    if not user.is_administrator:
        raise Http404
    return user


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form, even if it was nothing; None where the page is only shown."""
    return request.POST if request.method == "POST" else None


def sent_files(request: HttpRequest) -> MultiValueDict[str, UploadedFile[Any]] | None:
    """The files that came with it."""
    return request.FILES if request.method == "POST" else None


def open_draft(request: HttpRequest, key: UUID, *kinds: DraftKind) -> tuple[User, SetupDraft]:
    """The administrator's own draft of one of these kinds; 404 for everything else."""
    user = open_setup(request)
    found = next((one for kind in kinds if (one := own_draft(key, kind, user))), None)
    if found is None:
        raise Http404
    return user, found
