"""An installation adds its own sign-in by environment only (docs/accounts.md)."""

from __future__ import annotations

import json
import sys

import pytest

from tests.meta.sources import run

OURS = "tracker.accounts.backends.AccountBackend"
THEIRS = "tests.tracker.accounts.directory.Directory"
WORDS = """
import json
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from tracker.accounts.models import User
settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
call_command("migrate", verbosity=0)
User.objects.create_user("lan", "secret-2026-pass", full_name="Lan")
def code(password):
    return Client().post("/dang-nhap/", {"username": "lan", "password": password}).status_code
found = [code("directory-2026"), code("secret-2026-pass"), code("wrong")]
found.append(Client().get("/thu-muc/tro-lai/").status_code)
print(json.dumps(found))
"""
INCLUDE = """
AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, "tests.tracker.accounts.directory.Directory"]
EXTRA_ADDRESSES = [("thu-muc/", "tests.tracker.accounts.directory")]
"""


def answers(folder, **environment):
    """What signing in with the directory's, our and a wrong password answers, then its address."""
    words = (sys.executable, "manage.py", "shell", "--verbosity=0", "--command", WORDS)
    done = run(*words, VAR_DIR=str(folder), LOG_LEVEL="ERROR", DATABASE_URL="", **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("backends", "found"),
    [
        ("", [200, 302, 200, 404]),
        (f"{OURS},{THEIRS}", [302, 302, 200, 404]),
        (THEIRS, [302, 200, 200, 404]),
    ],
)
def test_backends_by_a_variable(tmp_path, backends, found):
    assert answers(tmp_path, AUTHENTICATION_BACKENDS=backends) == found


def test_everything_else_by_a_file_of_settings(tmp_path):
    (tmp_path / "more.py").write_text(INCLUDE)
    assert answers(tmp_path, SETTINGS_INCLUDE=str(tmp_path / "more.py")) == [302, 302, 200, 200]
