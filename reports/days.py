"""The days of which a programme has a state: for pages and machines alike."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from indicators.models import Programme
from tracker.common.errors import SentenceError
from tracker.common.timestamps import today


def earliest_day(programme: Programme) -> date:
    """The first day that can be asked for: two years before the document was signed."""
    return date(programme.issued_on.year - 2, 1, 1)


def check_day(programme: Programme, day: date) -> None:
    """SentenceError for a day that lies in the future or before the programme."""
    if day > today():
        raise SentenceError(_("This day lies in the future."))
    earliest = earliest_day(programme)
    if day < earliest:
        raise SentenceError(
            _("The programme has no state before %(year)d.") % {"year": earliest.year}
        )
