"""People. What a person may do in which unit is a Membership (assignments)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tracker.common.errors import SentenceError


class UserManager(BaseUserManager["User"]):
    """Finds and makes people."""

    def create_user(
        self,
        username: str,
        password: str | None = None,
        *,
        full_name: str,
        is_administrator: bool = False,
        is_demonstration: bool = False,
    ) -> User:
        """A person who signs in with a lower-case user name; no password means no sign-in."""
        if not username:
            raise SentenceError(_("A person needs a user name."))
        user = self.model(
            username=username.lower(),
            full_name=full_name,
            is_administrator=is_administrator,
            is_demonstration=is_demonstration,
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, username: str, password: str | None = None, *, full_name: str
    ) -> User:
        """An administrator, as `manage.py createsuperuser` makes one."""
        return self.create_user(username, password, full_name=full_name, is_administrator=True)

    def get_by_natural_key(self, username: str | None) -> User:
        """User names are compared without case."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """A person. An administrator sees and manages everything; all else comes from memberships."""

    username = models.CharField(_("user name"), max_length=60, unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("can sign in"), default=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_demonstration = models.BooleanField(
        default=False, help_text=_("Has a published password; can sign in only in a demonstration.")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")),
                name="user_username_lowercase",
            )
        ]

    def __str__(self) -> str:
        return self.full_name
