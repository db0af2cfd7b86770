"""What is said where no container can be started, and who waits for containers at all."""

from __future__ import annotations

import subprocess
import sys

from tests.meta.sources import ROOT


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_podman_the_reason_is_said(tmp_path):
    done = run("tests.containers.engine", PATH=str(tmp_path), HOME=str(tmp_path))
    assert done.returncode == 1
    assert done.stdout.startswith("not installed: podman, podman-compose, runc")
    assert list(tmp_path.iterdir()) == []


def test_a_kernel_that_refuses_is_told_in_its_own_words(tmp_path):
    for name in ("podman-compose", "runc", "debootstrap", "iptables", "openssl", "podman"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho 'operation not permitted' >&2\nexit 125\n")
        program.chmod(0o755)
    places = {"PATH": f"{tmp_path}:/usr/bin:/bin", "CONTAINERS_CACHE": str(tmp_path / "cache")}
    done = run("tests.containers.engine", HOME=str(tmp_path), **places)
    assert done.returncode == 1
    assert "operation not permitted" in done.stdout or "need root" in done.stdout


def test_they_run_when_asked_for_and_count_as_failed_where_they_cannot(tmp_path):
    words = ("pytest", "-q", "-p", "no:cacheprovider", "--containers", "tests/containers")
    few = (*words, "-k", "table_comes_out")
    done = run(*few, PATH=str(tmp_path), HOME=str(tmp_path), NOTHING_LEFT_OUT="1")
    assert done.returncode == 1
    assert "was left out. Skipped: see python3 -m tests.containers.engine" in done.stdout
    usual = run(*(word for word in few if word != "--containers"), PATH=str(tmp_path))
    assert "deselected" in usual.stdout
    assert "skipped" not in usual.stdout
