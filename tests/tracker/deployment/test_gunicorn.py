"""The settings with which gunicorn starts, read by gunicorn itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.meta.sources import ROOT
from tests.services.programs import running, wait_until

CONFIG = "--config=python:tracker.deployment.gunicorn"


def environment(var: Path, **more: str) -> dict[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return inherited | {"VAR_DIR": str(var)} | more


def test_the_proxy_waits_longer_than_gunicorn_works(tmp_path):
    words = [sys.executable, "-m", "gunicorn", CONFIG, "--print-config", "tracker.wsgi"]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=environment(tmp_path, WEB_CONCURRENCY="3", WEB_ADDRESS="unix:/run/x.sock"),
        capture_output=True,
        text=True,
        check=False,
    )
    told = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
    held = {name.strip(): value.strip() for name, value in told.items()}
    assert done.returncode == 0, done.stderr
    assert (held["workers"], held["bind"]) == ("3", "['unix:/run/x.sock']")
    proxy = (ROOT / "tracker/deployment/proxy/http.conf").read_text()
    assert f"proxy_read_timeout {int(held['timeout']) + 15}s;" in proxy


def test_the_proxy_keeps_no_connection_so_that_a_free_process_takes_each_request():
    proxy = (ROOT / "tracker/deployment/proxy/http.conf").read_text()
    assert re.findall(r"^\s*keepalive\b.*", proxy, re.MULTILINE) == []
    assert re.findall(r"proxy_set_header Connection (.*);", proxy) == ["close"]


def test_every_view_is_loaded_before_the_first_visitor(tmp_path):
    frozen = "import gc; from tracker.deployment import gunicorn as held\n"
    frozen += "import sys, django; django.setup(); held.post_worker_init(None)\n"
    frozen += "print(gc.get_freeze_count() > 100_000, 'reports.views.overview' in sys.modules)"
    more = {"DJANGO_SETTINGS_MODULE": "tracker.settings"}
    words = [sys.executable, "-c", frozen]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env=environment(tmp_path, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "True True\n", done.stderr


def test_metrics_of_the_last_run_are_dropped_and_the_log_is_json(tmp_path):
    metrics, var, log = tmp_path / "metrics", tmp_path / "var", tmp_path / "log"
    (var / "static").mkdir(parents=True)
    metrics.mkdir()
    (metrics / "counter_1.db").write_bytes(b"old")
    more = {"PROMETHEUS_MULTIPROC_DIR": str(metrics), "LOG_FORMAT": "json", "WEB_THREADS": "1"}
    more |= {"WEB_ADDRESS": "127.0.0.1:0", "WEB_CONCURRENCY": "1"}
    words = [sys.executable, "-m", "gunicorn", CONFIG, "tracker.wsgi"]
    with running(words, log=log, cwd=ROOT, env=environment(var, **more)):
        wait_until(lambda: "Listening at: " in log.read_text(), "gunicorn")
        address = log.read_text().partition("Listening at: ")[2].partition(" ")[0]
        wait_until(lambda: is_live(address), "an answer")
        assert not (metrics / "counter_1.db").exists()
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {"gunicorn.error", "lotrinh.requests"} <= {line["name"] for line in lines}


def is_live(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/live", timeout=20) as answer:  # noqa: S310
            return answer.status == 200
    except OSError:
        return False
