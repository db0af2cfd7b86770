"""LibreOffice as a unit's computer has it: opens a file and saves it in another form."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.services.programs import command, libreoffice_program

Convert = Callable[[bytes, str, str], bytes]
"""convert(content, "xlsx", "pdf"): what it makes of the file."""


def converter(folder: Path) -> Convert:
    """Runs one LibreOffice at a time, with a profile of its own in the folder."""
    program = libreoffice_program()
    assert program is not None

    def convert(content: bytes, source: str, target: str) -> bytes:
        given, made = folder / f"given.{source}", folder / "made"
        given.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = [program, profile, "--headless", "--norestore", "--convert-to", target]
        done = subprocess.run(
            command(*words, "--outdir", made, given),
            env={**os.environ, "HOME": str(folder)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        found = made / f"given.{target.partition(':')[0]}"
        assert found.is_file(), done.stdout + done.stderr
        answer = found.read_bytes()
        found.unlink()
        return answer

    return convert
