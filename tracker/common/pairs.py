"""The pair `<deed>_at` / `<deed>_by`: when and by whom; both or neither."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


def person(*, null: bool = False) -> models.ForeignKey:  # type: ignore[type-arg]
    """Who did it; a person with deeds cannot be deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, related_name="+"
    )


def both_or_neither(deed: str, model: str) -> models.CheckConstraint:
    """The constraint that keeps the pair of a deed whole."""
    at, by = f"{deed}_at__isnull", f"{deed}_by__isnull"
    return models.CheckConstraint(
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}),
        name=f"{model}_{deed}_at_by_pair",
    )
