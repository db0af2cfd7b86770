"""LibreOffice as a unit's computer has it: opens a file and saves it in another form."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.services.programs import command, libreoffice_program


class Convert:
    """Runs one LibreOffice at a time, with a profile of its own in the folder."""

    def __init__(self, folder: Path) -> None:
        program = libreoffice_program()
        assert program is not None
        self._program, self._folder = program, folder

    def __call__(self, content: bytes, source: str, target: str) -> bytes:
        """convert(content, "xlsx", "pdf"): what it makes of the file."""
        return self.all([content], source, target)[0]

    def all(self, contents: Sequence[bytes], source: str, target: str) -> list[bytes]:
        """Of several files, in their order; LibreOffice is started once."""
        given = [self._folder / f"given-{number}.{source}" for number in range(len(contents))]
        for path, content in zip(given, contents, strict=True):
            path.write_bytes(content)
        said = self._run("--convert-to", target, "--outdir", self._folder / "made", *given)
        ending = target.partition(":")[0]
        made = [self._folder / "made" / f"{path.stem}.{ending}" for path in given]
        assert all(path.is_file() for path in made), said
        answers = [path.read_bytes() for path in made]
        for path in (*given, *made):
            path.unlink()
        return answers

    def _run(self, *words: str | Path) -> str:
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        done = subprocess.run(
            command(self._program, profile, "--headless", "--norestore", *words),
            env={**os.environ, "HOME": str(self._folder)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.stdout + done.stderr
