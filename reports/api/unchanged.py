"""Who asks again for what they have already: the state of the data answers, nothing is computed."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from tracker.audit.changes import data_version
from tracker.common.timestamps import today


class UnchangedError(Exception):
    """What is asked for is what the asker has; `answer` is the 304."""

    def __init__(self, answer: HttpResponseBase) -> None:
        super().__init__()
        self.answer = answer


def check_changed(request: HttpRequest, programme_code: str) -> None:
    """Give the answer its ETag, before anything of it is read; UnchangedError if the asker has it.

    The same address on the same day in the same state of the data has the same answer, whoever
    may ask. To be called once it is known that they may.
    """
    state = (data_version(programme_code), today().isoformat(), request.get_full_path())
    digest = hashlib.sha256("\n".join(state).encode()).hexdigest()
    request.etag = f'"{digest}"'  # type: ignore[attr-defined]
    answer = get_conditional_response(request, etag=request.etag)  # type: ignore[attr-defined]
    if answer is not None:
        raise UnchangedError(answer)


def with_etag(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """A good answer with the ETag that was given to it."""
    etag = getattr(request, "etag", None)
    if etag is not None and answer.status_code in (200, 304):
        answer.headers["ETag"] = etag
    return answer
