"""Issue a token with which a machine reads what a person may see, list such tokens, or end one; the
secret is shown once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from assignments.people.tokens import revoke
from reports.api.tokens import issue
from tracker.accounts.guards import may_sign_in
from tracker.accounts.models import ApiToken, Scope, User
from tracker.common.errors import SentenceError


class Command(BaseCommand):
    """`api_token USER --name NAME --scope figures [--scope …] [--days 365]` issues one,
    `api_token USER` lists those that hold, `api_token USER --revoke NUMBER` ends one."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose eyes, for which machine, what it may read and for how long."""
        parser.add_argument("user")
        parser.add_argument("--name", default="", help="which machine")
        parser.add_argument(
            "--scope", action="append", choices=Scope.values, default=[], dest="scopes"
        )
        parser.add_argument("--days", type=int, default=365)
        parser.add_argument("--revoke", type=int, metavar="NUMBER", help="of the list")

    def handle(
        self,
        *_args: Any,
        user: str,
        name: str,
        scopes: list[str],
        days: int,
        **options: Any,
    ) -> None:
        """Print the secret, which cannot be shown again, or the tokens of the person that hold."""
        owner = User.objects.filter(username=user.lower()).first()
        if options["revoke"] is not None:
            self._revoke(owner, options["revoke"])
        elif not (name or scopes):
            self._list(owner)
        elif owner is None or not may_sign_in(owner):
            raise CommandError(_("Nobody who may sign in has this user name."))
        else:
            self._issue(owner, name, scopes, days)

    def _issue(self, owner: User, name: str, scopes: list[str], days: int) -> None:
        chosen = {Scope(scope) for scope in scopes}
        try:
            token, secret = issue(owner=owner, name=name, scopes=chosen, days=days, by=None)
        except SentenceError as error:
            raise CommandError(str(error)) from error
        self.stderr.write(_("Until %(day)s; kept nowhere:") % {"day": token.expires_on})
        self.stdout.write(secret)

    def _list(self, owner: User | None) -> None:
        for token in ApiToken.objects.filter(owner=owner, revoked_at=None).order_by("pk"):
            scopes, used = ", ".join(token.scopes), token.last_used_on or "-"
            self.stdout.write(f"{token.pk}  {token.name}  {scopes}  {token.expires_on}  {used}")

    def _revoke(self, owner: User | None, number: int) -> None:
        token = ApiToken.objects.filter(owner=owner, revoked_at=None, pk=number).first()
        if token is None:
            raise CommandError(_("This person has no such token."))
        revoke(token=token, by=None)
