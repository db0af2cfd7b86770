"""The settings of a public installation satisfy Django's own deployment checks."""

from __future__ import annotations

import re
import sys

from tests.meta.sources import ROOT, run

PUBLIC = {
    "HTTPS": "1",
    "SECRET_KEY": "a-long-key-of-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "lotrinh.example.vn",
    "DEMONSTRATION": "0",
    "DEBUG": "0",
}


def test_deployment_check_is_clean(tmp_path):
    words = (sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = run(*words, VAR_DIR=str(tmp_path), **PUBLIC)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


def test_every_variable_is_listed_with_its_meaning():
    settings = (ROOT / "tracker/settings.py").read_text()
    read = set(re.findall(r"(?:environ\.get|_flag|_secret)\(\s*\"([A-Z0-9_]+)\"", settings))
    listed = set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert read - {"DEBUG"} <= listed


def test_an_empty_variable_is_the_default(tmp_path):
    """As .env.example has them: copied unchanged it must work."""
    empty = {"DATABASE_URL": "", "REDIS_URL": "", "SECRET_KEY": "", "CSRF_TRUSTED_ORIGINS": ""}
    words = "from django.conf import settings as s; print(s.CELERY_BROKER_URL, s.DATABASES)"
    shell = (sys.executable, "manage.py", "shell", "--verbosity=0", "--command", words)
    done = run(*shell, VAR_DIR=str(tmp_path), **empty)
    assert done.stdout.startswith("filesystem://"), done.stderr
    assert str(tmp_path / "db.sqlite3") in done.stdout


def test_a_secret_may_stand_in_a_file(tmp_path):
    """Without the line's end; the variable itself goes before; any characters in a password."""
    told = {"SECRET_KEY": "key", "POSTGRES_PASSWORD": "a/:@%b", "METRICS_TOKEN": "token"}
    told |= {"DATABASE_URL": "postgres://someone@nowhere/name", "REDIS_URL": "redis://nowhere/1"}
    for name, value in told.items():
        (tmp_path / name).write_text(f"{value}\n")
    files = {f"{name}_FILE": str(tmp_path / name) for name in told} | {"METRICS_TOKEN": "mine"}
    words = "s.SECRET_KEY, s.DATABASES['default']['PASSWORD'], s.METRICS_TOKEN, s.CELERY_BROKER_URL"
    code = f"from django.conf import settings as s; print({words}, s.DATABASES['default']['HOST'])"
    done = run(sys.executable, "-c", code, VAR_DIR=str(tmp_path), **files)
    assert done.stdout.split() == ["key", "a/:@%b", "mine", "redis://nowhere/1", "nowhere"]


def test_a_password_in_the_address_goes_before(tmp_path):
    more = {"DATABASE_URL": "postgres://someone:first@nowhere/name", "POSTGRES_PASSWORD": "second"}
    code = "from django.conf import settings as s; print(s.DATABASES['default']['PASSWORD'])"
    assert run(sys.executable, "-c", code, VAR_DIR=str(tmp_path), **more).stdout == "first\n"


def told(words: str, **environment: str) -> list[str]:
    """What the settings say under these variables."""
    code = f"from django.conf import settings as s; print({words})"
    done = run(sys.executable, "-c", code, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_public_installation_is_strict_unless_told_otherwise(tmp_path):
    words = "s.SECOND_FACTOR_REQUIRED, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME"
    here = {"VAR_DIR": str(tmp_path)}
    strict = ["True", "__Host-sessionid", "__Host-csrftoken"]
    assert told(words, **here, **PUBLIC, SECOND_FACTOR_REQUIRED="") == strict
    assert told(words, **here, **PUBLIC, SECOND_FACTOR_REQUIRED="0") == ["False", *strict[1:]]
    at_home = here | {"HTTPS": "0", "SECOND_FACTOR_REQUIRED": ""}
    assert told(words, **at_home) == ["False", "sessionid", "csrftoken"]


def test_keys_below_the_first_are_being_replaced(tmp_path):
    (tmp_path / "keys").write_text("new\nold\nolder\n")
    environment = {"VAR_DIR": str(tmp_path), "SECRET_KEY_FILE": str(tmp_path / "keys")}
    found = told("s.SECRET_KEY, *s.SECRET_KEY_FALLBACKS", SECRET_KEY="", **environment)
    assert found == ["new", "old", "older"]


def test_what_is_made_is_for_its_owner_only(tmp_path):
    there = tmp_path / "var"
    (key,) = told("s.SECRET_KEY", VAR_DIR=str(there), SECRET_KEY="")
    assert (there / "secret_key").read_text() == key
    assert (there.stat().st_mode & 0o777, (there / "secret_key").stat().st_mode & 0o777) == (
        *(0o700, 0o600),
    )


def test_what_sqlite_acknowledged_survives_a_power_cut(tmp_path):
    """docs/adr/0003: the log is written to the disk before a transaction ends (2 is FULL)."""
    asked = "[c.execute('PRAGMA '+p).fetchone()[0] for p in ('journal_mode', 'synchronous')]"
    code = f"from django.db import connection; c = connection.cursor(); print({asked})"
    shell = (sys.executable, "manage.py", "shell", "--verbosity=0", "--command", code)
    assert run(*shell, VAR_DIR=str(tmp_path), DATABASE_URL="").stdout == "['wal', 2]\n"
