"""A test that is left out says so, and is a failure where nothing may be left out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.services import programs
from tests.services.conftest import ROOT

LEFT_OUT = """
import pytest

@pytest.mark.skip(reason="marked")
def test_marked(): ...

def test_inside():
    pytest.skip("inside")

@pytest.mark.browser
def test_browser(): ...

@pytest.mark.xfail
def test_expected_to_fail():
    assert False
"""
WITHOUT_MODULE = 'import pytest\npytest.importorskip("no_such_module")\n'
INI = "[pytest]\nmarkers =\n  browser: b\n  postgres: p\n  redis: r\n"


@pytest.fixture
def summary(tmp_path):
    """The summary of two files of such tests, on a machine without programs."""
    (tmp_path / "test_left_out.py").write_text(LEFT_OUT)
    (tmp_path / "test_module.py").write_text(WITHOUT_MODULE)
    (tmp_path / "pytest.ini").write_text(INI)
    words = [sys.executable, "-m", "pytest", "-ra", "-p", "tests.services.plugin"]
    words += ["-p", "no:django", "-p", "no:cacheprovider", "-c", str(tmp_path / "pytest.ini")]

    def run(*options: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {"PYTHONPATH": str(ROOT), "PATH": str(tmp_path)} | more
        return subprocess.run(
            [*words, *options, str(tmp_path)],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_newcomer_is_told_what_was_left_out(summary):
    done = summary()
    assert done.returncode == 0, done.stdout
    assert "Chromium is not installed" in done.stdout
    assert "4 skipped, 1 xfailed" in done.stdout.splitlines()[-1]


def test_nothing_may_be_left_out(summary):
    done = summary("--continue-on-collection-errors", NOTHING_LEFT_OUT="1")
    assert done.returncode == 1
    assert "test_browser was left out. Skipped: Chromium is not installed" in done.stdout
    assert "1 failed, 1 xfailed, 3 errors" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(("nothing_left_out", "code"), [("0", 0), ("1", 1)])
def test_a_second_database_that_is_not_installed_is_said(tmp_path, nothing_left_out, code):
    if programs.DEBIAN_POSTGRES.exists():
        words = "import tests.services.programs as p; p.DEBIAN_POSTGRES = p.Path('/nowhere')"
    else:
        words = "pass"
    words += "; from tests.services.postgres import main; raise SystemExit(main(['pytest']))"
    done = subprocess.run(
        [sys.executable, "-c", words],
        env={"PATH": str(tmp_path), "NOTHING_LEFT_OUT": nothing_left_out},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (
        code,
        "Left out: PostgreSQL is not installed; not run on it: pytest\n",
    )
