"""How periods and days read in the current language."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.common.periods import Period

_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def period_label(period: Period) -> str:
    """`2025` or `Quý III/2025`."""
    if period.quarter is None:
        return str(period.year)
    numeral = _ROMAN[period.quarter] if get_language() == "vi" else str(period.quarter)
    return _("Q%(quarter)s/%(year)s") % {"quarter": numeral, "year": period.year}


def day_label(day: date) -> str:
    """`15/09/2026`."""
    return date_format(day, "SHORT_DATE_FORMAT", use_l10n=True)
