"""In which state a programme's data are: a word that is another one after every deed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Max, Sum

from tracker.audit.models import DataChange

_ALL = ""
"""The code of what all programmes share: units, people, rights."""


def has_changed(programme_codes: Iterable[str]) -> None:
    """Mark the programmes, in the transaction of the deed; an empty code marks all of them."""
    DataChange.objects.bulk_create(DataChange(programme_code=one) for one in set(programme_codes))


def data_version(programme_code: str) -> str:
    """The word for the state that a query made now, or later, shows at least; one query.

    Rows are only added, and each adds its own random mark to the sum: whoever commits last, and
    whichever copy of the data is restored, no two states share a word. Ask before reading the
    data: what is newer than its word is harmless, what is older would stay.
    """
    rows = DataChange.objects.filter(programme_code__in=(programme_code, _ALL))
    found = rows.aggregate(count=Count("pk"), sum=Sum("mark"))
    return f"{found['count']}.{int(found['sum'] or 0)}"


def compact() -> int:
    """Leave the last row of each programme only; how many went. Every word becomes another one."""
    newest = DataChange.objects.order_by().values("programme_code").annotate(last=Max("pk"))
    gone, _models = DataChange.objects.exclude(pk__in=newest.values("last")).delete()
    return gone
