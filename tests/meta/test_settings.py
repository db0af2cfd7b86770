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
    read = set(re.findall(r"(?:environ\.get|_flag)\(\s*\"([A-Z0-9_]+)\"", settings))
    listed = set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert read - {"DEBUG"} <= listed
