"""Why a wording is not understood, and what of one deserves a second look, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.wording import Doubt, Remark, WordingError

_DOUBTS = {
    Doubt.EMPTY: gettext_lazy("No target stands here."),
    Doubt.NO_NUMBER: gettext_lazy(
        "Nothing here says what is to be reached: no number, no word such as “hoàn thành” or “phổ "
        "cập”. Write “trên 40 %%”, for instance, or “hoàn thành trong năm 2028”."
    ),
    Doubt.SEVERAL: gettext_lazy(
        "More than one thing is asked for here. Give each its own row or its own year."
    ),
    Doubt.CONFLICT: gettext_lazy(
        "Two words contradict each other, such as “khoảng” and “trên”. Keep the one that decides."
    ),
    Doubt.CROSSED: gettext_lazy("The upper end of a range must lie above the lower end."),
    Doubt.CHANGE: gettext_lazy(
        "“%(detail)s” asks for a change, not for a level. Write the level that is to be reached, "
        "such as “đạt 8 %%”."
    ),
    Doubt.PERIOD: gettext_lazy(
        "“%(detail)s” is a span of years. A target is judged at the end of one year: write what "
        "must hold then."
    ),
    Doubt.UNKNOWN_WORDS: gettext_lazy(
        "“%(detail)s” is not understood. Write only the target, such as “trên 40 %%” or “không quá "
        "5 %%”."
    ),
    Doubt.CONDITION: gettext_lazy(
        "“%(detail)s” makes the target depend on something else. Write one number without it."
    ),
    Doubt.UNIT: gettext_lazy(
        "“%(detail)s” is another unit of measure than that of the indicator. Write both the same."
    ),
    Doubt.DATE: gettext_lazy("“%(detail)s” is not a day that can be meant."),
}
_REMARKS = {
    Remark.PLAIN: gettext_lazy("No word says whether more or less is meant."),
    Remark.THOUSANDS: gettext_lazy("The dot parts thousands, since such things are counted whole."),
    Remark.DECIMAL_POINT: gettext_lazy("The dot is read as a decimal comma."),
    Remark.UNIT_DIFFERS: gettext_lazy("The words behind the number are not the unit of measure."),
}


def doubt_sentence(error: WordingError) -> str:
    """What somebody should write instead."""
    if error.doubt is Doubt.NUMBER:
        return error.detail  # the parser of numbers has said it
    return str(_DOUBTS[error.doubt]) % {"detail": error.detail[:120]}


def remark_sentence(remark: Remark) -> str:
    """What was assumed."""
    return str(_REMARKS[remark])


def other_year(named: int, year: int) -> str:
    """The words mean another year than the column: “before 2030” is 2029."""
    return _("By its words it is due in %(named)d, the column is that of %(year)d.") % {
        "named": named,
        "year": year,
    }
