"""Finding programmes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.models import Programme
from tracker.common.errors import SentenceError


class UnknownProgrammeError(SentenceError):
    """No programme has this code."""


def programme_by_code(code: str) -> Programme:
    """The programme, or UnknownProgrammeError naming those that exist."""
    programme = Programme.objects.select_related("province").filter(code=code).first()
    if programme is None:
        known = ", ".join(Programme.objects.values_list("code", flat=True))
        raise UnknownProgrammeError(
            _("There is no programme “%(code)s”. Known: %(known)s.")
            % {"code": code, "known": known or "–"}
        )
    return programme
