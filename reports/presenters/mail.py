"""The e-mail that tells what is new in the inbox: what and where, never a figure or what somebody
wrote, because an e-mail leaves the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.digests import Content
from reports.presenters.review.inbox import inbox_lines

_LONGEST = 200


@dataclass(frozen=True)
class Letter:
    """Subject and plain text."""

    subject: str
    text: str


def letter(content: Content, site: str) -> Letter:
    """The letter with addresses below `site`, such as https://lotrinh.example.vn."""
    parts = [
        _("Dear %(name)s,") % {"name": content.recipient.full_name},
        _news(content.count) + ":",
        *(
            f"{number}. {Truncator(line.sentence).chars(_LONGEST)}\n   {site}{line.url}"
            for number, line in enumerate(inbox_lines(content.notifications), start=1)
        ),
        *_more(content, site),
        _(
            "This message says only what there is and where. Figures and the words of others are "
            "shown after signing in."
        ),
        _("If you do not want these messages, switch them off here: %(address)s")
        % {"address": site + reverse("own_mail")},
    ]
    return Letter(_("[Lộ trình] %(news)s") % {"news": _subject(content.count)}, "\n\n".join(parts))


def _subject(count: int) -> str:
    return ngettext("%(count)d new item", "%(count)d new items", count) % {"count": count}


def _news(count: int) -> str:
    words = ngettext(
        "There is %(count)d new item in your inbox",
        "There are %(count)d new items in your inbox",
        count,
    )
    return words % {"count": count}


def _more(content: Content, site: str) -> list[str]:
    count = content.count - len(content.notifications)
    if count <= 0:
        return []
    words = ngettext("and %(count)d other item", "and %(count)d other items", count)
    return [f"{words % {'count': count}}: {site}{reverse('inbox')}"]
