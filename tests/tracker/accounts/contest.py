"""`python -m tests.tracker.accounts.contest NAME`: several processes guess at the same moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import chain
from typing import Any

import django

PROCESSES, GUESSES = 2, 6


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    django.setup()
    print(json.dumps(globals()[name](), default=str))


def guessing() -> dict[str, Any]:
    """Two servers on one database, each asked six times with a wrong password."""
    _person()
    return {"answers": sorted(chain(*_everywhere("guesses")))}


def guesses() -> list[int]:
    """What one server answers."""
    from django.test import Client

    client, posted = (
        Client(SERVER_NAME="localhost"),
        {"username": "lan", "password": "wrong-2026-pass"},
    )
    return [client.post("/dang-nhap/", posted).status_code for _number in range(GUESSES)]


def one_code() -> dict[str, Any]:
    """Two servers are given the same code of the app at the same moment."""
    from tests.tracker.accounts.factors import with_factor

    with_factor(_person())
    return {"accepted": list(chain(*_everywhere("give")))}


def give() -> list[bool]:
    """Whether one server accepts the code of a fixed half minute."""
    import time_machine

    from tests.tracker.accounts.factors import code_of
    from tracker.accounts.models import SecondFactor
    from tracker.accounts.second_factor import accepts

    with time_machine.travel("2026-11-20T12:00:00+07:00", tick=False):
        factor = SecondFactor.objects.select_related("user").get()
        return [accepts(factor, code_of(factor.user)) for _number in range(3)]


def _person() -> Any:
    from django.core.management import call_command

    from tracker.accounts.models import User

    call_command("migrate", verbosity=0)
    return User.objects.create_user("lan", "secret-2026-pass", full_name="Lan")


def _everywhere(name: str) -> list[Any]:
    """The same in several processes at once; what each has printed."""
    words = [sys.executable, "-m", __spec__.name, name]
    running = [
        subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _number in range(PROCESSES)
    ]
    return [json.loads(one.communicate()[0].splitlines()[-1]) for one in running]


if __name__ == "__main__":
    main(sys.argv[1])
