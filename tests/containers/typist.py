"""Somebody at a terminal: `python3 typist.py ANSWER COMMAND…` types the answer whenever a password
is asked for, and ends as the command ends.

A file of its own that needs Python alone: it is also brought into containers.
"""

from __future__ import annotations

import os
import pty
import sys

QUESTION = b"assword"


def main(answer: str, *command: str) -> int:
    """The exit code of the command; its output goes to the standard output."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)  # noqa: S606 - the command is the caller's
    asked = b""
    while said := _read(terminal):
        os.write(sys.stdout.fileno(), said)
        asked += said
        # Once the question is whole: what is typed before is thrown away.
        if QUESTION in asked and asked.endswith(b": "):
            os.write(terminal, f"{answer}\n".encode())
            asked = b""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:  # nobody is at the other end any more
        return b""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
