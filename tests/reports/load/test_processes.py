"""On PostgreSQL several processes generate at once, and what they leave is the same."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest

from tests.services.postgres import private_postgres

pytestmark = pytest.mark.postgres

SIZE = ("provinces=2", "programmes=1", "indicators=3", "units=2", "years=3", "day=2026-11-20")
SUMS = """
SELECT province.code, count(*), sum(figure.value), sum(figure.numerator), sum(figure.denominator)
FROM reports_figure AS figure JOIN assignments_unit AS unit ON unit.id = figure.unit_id
JOIN indicators_province AS province ON province.id = unit.province_id
GROUP BY 1 ORDER BY 1
"""


def generated(jobs, folder):
    """Sums of the figures of each province, with so many processes."""
    with private_postgres() as url:
        environment = os.environ | {
            "DATABASE_URL": url,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
        }
        options = [f"--{one}" for one in (*SIZE, f"jobs={jobs}")]
        for words in (["migrate", "--verbosity", "0"], ["generate_load", *options]):
            done = subprocess.run(
                [sys.executable, "manage.py", *words],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
        assert "ha-noi-11-ctr-tu: " in done.stdout
        assert "cao-bang-11-ctr-tu: " in done.stdout
        with psycopg.connect(url) as connection:
            return connection.execute(SUMS).fetchall()


def test_two_processes_leave_what_one_would(tmp_path):
    alone, together = (generated(jobs, tmp_path) for jobs in (1, 2))
    assert [province for province, *_sums in alone] == ["01", "04"]
    assert alone == together
