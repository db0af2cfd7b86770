"""The health probe really asks: a server on a port, on a socket, ill, silent, or none at all."""

from __future__ import annotations

import http.server
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.meta.sources import ROOT


class Answer(http.server.BaseHTTPRequestHandler):
    """Well at /well, ill elsewhere; a visitor without the proxy's word is sent away."""

    def do_GET(self) -> None:
        if self.headers.get("X-Forwarded-Proto") != "https":
            status = 301
        else:
            status = 200 if self.path == "/well" else 503
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b'{"status": "told"}')

    def log_message(self, *_words: object) -> None:
        """Nothing."""


class OnSocket(socketserver.ThreadingUnixStreamServer):
    """As http.server, on a socket of the file system."""

    def get_request(self):
        request, _address = super().get_request()
        return request, ("local", 0)


@pytest.fixture(params=["port", "socket"])
def address(request, tmp_path) -> Iterator[str]:
    """WEB_ADDRESS of a server."""
    path = tmp_path / "web.sock"
    on_port = request.param == "port"
    made = http.server.HTTPServer(("127.0.0.1", 0), Answer) if on_port else None
    server = made or OnSocket(str(path), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"0.0.0.0:{made.server_port}" if made else f"unix:{path}"
    server.shutdown()
    server.server_close()


def probe(address: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "tracker/deployment/probe.py", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "WEB_ADDRESS": address},
        capture_output=True,
        text=True,
        check=False,
    )


def test_who_is_well_is_well(address):
    done = probe(address, "/well")
    assert (done.returncode, done.stdout) == (0, '200 {"status": "told"}\n')


def test_who_is_ill_is_said_to_be(address):
    done = probe(address)
    assert (done.returncode, done.stdout) == (1, '503 {"status": "told"}\n')


def test_nobody_there_is_a_sentence(tmp_path: Path):
    for nowhere in (f"unix:{tmp_path}/none.sock", "127.0.0.1:1"):
        done = probe(nowhere)
        assert done.returncode == 1
        assert done.stdout.strip()
        assert done.stderr == ""
