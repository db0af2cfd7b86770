"""The question that stands beside a status."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_QUESTIONS = {
    "missed": gettext_noop("Why not met?"),
    "at_risk": gettext_noop("Why at risk?"),
    "behind": gettext_noop("Why behind?"),
    "no_data": gettext_noop("Why no judgement yet?"),
    "not_due": gettext_noop("Why not due yet?"),
    "on_track": gettext_noop("Why on track?"),
    "met_late": gettext_noop("Why met late?"),
    "met": gettext_noop("Why met?"),
    "exceeded": gettext_noop("Why exceeded?"),
    "vision": gettext_noop("Why not judged?"),
    "superseded": gettext_noop("Why no longer judged?"),
}


def question(status: str) -> str:
    """`Vì sao chậm tiến độ?`: what somebody asks who sees the status."""
    return _(_QUESTIONS[status])
