"""Where things are put together: for the owner only, nowhere else, and gone afterwards."""

from __future__ import annotations

import io
import os
import tempfile
import time

import pyrage
import pytest

from tracker.operations.keys import WrongKeyError, decrypted, encrypted
from tracker.operations.staging import staging


@pytest.fixture
def no_other_place(monkeypatch):
    """Nobody may take the machine's folder for temporary files."""

    def refuse():
        raise AssertionError("the machine's temporary folder was asked for")

    monkeypatch.setattr(tempfile, "gettempdir", refuse)


def test_a_folder_is_its_owner_s_and_goes_even_after_an_error(tmp_path):
    with pytest.raises(ValueError, match="x"), staging(tmp_path, ".work-") as place:
        assert place.parent == tmp_path
        assert place.stat().st_mode & 0o777 == 0o700
        (place / "rows").touch()
        raise ValueError("x")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_goes_the_night_after(tmp_path):
    for name, hours in ((".work-old", 23), (".work-new", 19), (".other-old", 99), ("work", 99)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rows").touch()
        then = time.time() - hours * 3600
        os.utime(tmp_path / name, (then, then))
    with staging(tmp_path, ".work-"):
        pass
    assert sorted(one.name for one in tmp_path.iterdir()) == [".other-old", ".work-new", "work"]


def test_nothing_is_made_where_no_folder_is(tmp_path):
    """A backup folder that is not mounted must not be made on the disk below it."""
    with pytest.raises(FileNotFoundError), staging(tmp_path / "nowhere", ".work-"):
        pass
    assert not (tmp_path / "nowhere").exists()


def test_what_is_encrypted_lies_nowhere_else_in_the_clear(tmp_path, no_other_place):
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(str(identity))
    sealed = io.BytesIO()
    with encrypted(sealed, str(identity.to_public()), tmp_path) as plain:
        plain.write(b"names and hashes")
        assert [one.name for one in tmp_path.iterdir()] == ["key"]
    assert b"hashes" not in sealed.getvalue()
    (tmp_path / "sealed").write_bytes(sealed.getvalue())
    with decrypted(tmp_path / "sealed", tmp_path / "key", tmp_path) as plain:
        assert plain.read() == b"names and hashes"


@pytest.mark.parametrize("wrong", ["age1nobody", "ssh-ed25519 AAAA"])
def test_a_wrong_public_key_is_a_sentence(tmp_path, wrong):
    with pytest.raises(WrongKeyError), encrypted(io.BytesIO(), wrong, tmp_path):
        pass
