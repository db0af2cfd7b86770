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
