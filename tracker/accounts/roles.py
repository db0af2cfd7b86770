"""The roles a person can hold in a unit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Short keys in the database, words on the screen."""

    REPORTER = "reporter", _("Reporting officer")
    HEAD = "head", _("Head of unit")
    REVIEWER = "reviewer", _("Reviewer (Party Office)")
    READER = "reader", _("Reader (Standing Committee)")
