"""Whose the cores were, as /proc tells it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.load.cores import spent, spent_by

BUSY = "import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ninput()"


def test_a_process_answers_for_what_it_started():
    before, own = spent(os.getpid()), time.process_time()
    words = [sys.executable, "-c", BUSY]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        assert spent(child.pid) >= 0.29
        assert spent(os.getpid()) - before >= 0.28 + (time.process_time() - own)
        assert spent_by(Path(f"/proc/{child.pid}/comm").read_text().strip()) >= 0.29
        child.communicate(b"\n")


def test_of_a_program_that_does_not_run_nothing_is_told():
    assert spent_by("no-such-program") == 0
