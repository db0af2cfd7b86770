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


def own_versions(programme_codes: Iterable[str]) -> dict[str, str]:
    """The word for what belongs to each programme alone, for the empty code for what all share;
    one query. As `data_version`, to be asked for before reading the data."""
    rows = DataChange.objects.order_by().values_list("programme_code")
    found = {code: f"{n}.{int(mark)}" for code, n, mark in rows.annotate(Count("pk"), Sum("mark"))}
    return {code: found.get(code, "0.0") for code in programme_codes}


def compact() -> int:
    """Leave the last row of each programme only; how many went. Every word becomes another one."""
    newest = DataChange.objects.order_by().values("programme_code").annotate(last=Max("pk"))
    gone, _models = DataChange.objects.exclude(pk__in=newest.values("last")).delete()
    return gone
