"""Issue a token with which a machine reads what a person may see; the secret is shown once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from reports.api.tokens import issue
from tracker.accounts.models import Scope, User
from tracker.common.errors import SentenceError


class Command(BaseCommand):
    """`api_token USER --name NAME --scope figures [--scope …] [--days 365]`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose eyes, for which machine, what it may read and for how long."""
        parser.add_argument("user")
        parser.add_argument("--name", required=True, help="which machine")
        parser.add_argument(
            "--scope", action="append", choices=Scope.values, required=True, dest="scopes"
        )
        parser.add_argument("--days", type=int, default=365)

    def handle(
        self,
        *_args: Any,
        user: str,
        name: str,
        scopes: list[str],
        days: int,
        **_options: Any,
    ) -> None:
        """Print the secret: it cannot be shown again."""
        owner = User.objects.filter(username=user.lower(), is_active=True).first()
        if owner is None:
            raise CommandError(_("Nobody who may sign in has this user name."))
        chosen = {Scope(scope) for scope in scopes}
        try:
            token, secret = issue(owner=owner, name=name, scopes=chosen, days=days, by=None)
        except SentenceError as error:
            raise CommandError(str(error)) from error
        self.stderr.write(_("Until %(day)s; kept nowhere:") % {"day": token.expires_on})
        self.stdout.write(secret)
