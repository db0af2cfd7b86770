"""What waits for the database, `prepare` and `restore`, says when it waited in vain."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from tests.meta.sources import ROOT


def prepare(var: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return manage(var, "prepare", *words, **more)


def manage(var: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=inherited | {"VAR_DIR": var} | more,
        capture_output=True,
        text=True,
        check=False,
    )


def test_twice_is_as_once(tmp_path):
    first = prepare(str(tmp_path))
    assert first.returncode == 0, first.stderr
    assert "accounts.0001_initial" in first.stdout
    second = prepare(str(tmp_path))
    assert second.returncode == 0, second.stderr
    assert "accounts.0001_initial" not in second.stdout


@pytest.mark.parametrize("words", [["prepare"], ["restore", "backup.tar"]])
def test_a_database_that_never_answers_is_said(tmp_path, words):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"postgres://lotrinh@127.0.0.1:{nobody.getsockname()[1]}/lotrinh"
        done = manage(str(tmp_path), *words, "--patience", "1", DATABASE_URL=url)
    assert done.returncode == 1
    assert "Cơ sở dữ liệu không trả lời" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.postgres
def test_a_password_in_a_file_opens_the_database(tmp_path, postgres_url):
    """The private server asks for none: a password that is sent does no harm."""
    secret = tmp_path / "password"
    secret.write_text("letters/:@%\n")
    done = prepare(str(tmp_path), DATABASE_URL=postgres_url, POSTGRES_PASSWORD_FILE=str(secret))
    assert done.returncode == 0, done.stderr
