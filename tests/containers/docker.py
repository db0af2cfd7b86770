"""What docs/operations.md calls `docker`, by podman: `python -m tests.containers.docker PROJECT …`.

Images are there already (tests/containers/images.py): nothing is built or fetched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.containers.engine import EngineError, environment, podman
from tests.containers.stack import Stack


def main(project: str, *words: str) -> int:
    """`docker compose …` in this folder, and `docker volume …`; 1 with what went wrong."""
    kind, *rest = words
    try:
        if kind == "volume":
            print(podman(kind, *rest).stdout)
        elif rest[0] == "exec":
            _exec(project, rest[1:])
        elif rest[0] == "run":
            print(Stack(project, Path.cwd(), {}).compose(*rest, given=sys.stdin.buffer.read()))
        elif rest[0] != "build":
            asked = [word for word in rest if word != "--build"]
            asked += ["--no-build"] if rest[0] == "up" else []
            print(Stack(project, Path.cwd(), {}).compose(*asked))
    except EngineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _exec(project: str, words: Sequence[str]) -> None:
    """In the service's only container; with a terminal unless told otherwise, as docker has it."""
    terminal = ["--interactive"] if words[0] == "-T" else ["--interactive", "--tty"]
    service, *command = [word for word in words if word != "-T"]
    container = Stack(project, Path.cwd(), {}).container(service)
    os.execvpe("podman", ["podman", "exec", *terminal, container, *command], environment())  # noqa: S606


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
