"""People. What a person may do in which unit is a Membership (assignments)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tracker.common.errors import SentenceError
from tracker.common.pairs import both_or_neither, person


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
    one_time_until = models.DateTimeField(null=True)
    """The password was given by somebody else: it lets in until then, to be changed at once."""
    signed_out_at = models.DateTimeField(null=True)
    """Every session that began before this moment has ended."""
    wants_mail = models.BooleanField(_("notifications by e-mail"), default=True)
    """At most one e-mail a day, and only if there is an address."""

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

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session carries of its person: another password or a later `signed_out_at` end
        it."""
        since = self.signed_out_at.timestamp() if self.signed_out_at else ""
        salt = "tracker.accounts.models.User.session"
        mark = salted_hmac(salt, f"{self.password} {since}", secret=secret, algorithm="sha256")
        return mark.hexdigest()

    @property
    def factor(self) -> SecondFactor | None:
        """The second factor that the person has set up; costs no query in a session."""
        return getattr(self, "second_factor", None)


class SecondFactor(models.Model):
    """A person's authenticator app. Its secret is derived from `nonce` and SECRET_KEY: whoever
    reads the database alone cannot compute codes."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="second_factor")
    nonce = models.CharField(max_length=64)
    last_step = models.BigIntegerField()
    """The half minute of the last code that was accepted: no code is accepted twice."""
    began_at = models.DateTimeField()

    class Meta:
        verbose_name = _("second factor")

    def __str__(self) -> str:
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """Stands in once for a lost authenticator app; gone when it was used."""

    factor = models.ForeignKey(
        SecondFactor, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["factor", "digest"], name="recovery_code_unique")
        ]

    def __str__(self) -> str:
        return f"{self.factor_id}"


class SignInAttempt(models.Model):
    """One attempt that did not succeed, under one key of `throttle`: a keyed digest, no name and
    no address."""

    key = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class Scope(models.TextChoices):
    """What a machine may read with a token, of what its owner may see."""

    PROGRAMMES = "programmes", _("programmes, indicators, targets and units")
    FIGURES = "figures", _("approved figures")
    ASSESSMENTS = "assessments", _("judgements")
    TASKS = "tasks", _("tasks and their progress")


class ApiToken(models.Model):
    """Lets a machine read what its owner may see, until a day or until it is revoked.

    Of the secret only its SHA-256 is kept: it is shown once and cannot be read again.
    """

    name = models.CharField(_("name"), max_length=100)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    expires_on = models.DateField(_("last day"))
    issued_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = person(null=True)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [both_or_neither("revoked", "api_token")]

    def __str__(self) -> str:
        return self.name
