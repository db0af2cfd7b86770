"""Asks the web server on this machine for its health: `python tracker/deployment/probe.py [PATH]`.

Run as a file, not as a module: it needs nothing of the product and starts at once.
"""

from __future__ import annotations

import http.client
import os
import socket
import sys

SECONDS = 4
UNIX = "unix:"


def connection(address: str) -> http.client.HTTPConnection:
    """To where gunicorn listens: unix:/path, or host:port."""
    if address.startswith(UNIX):
        made = http.client.HTTPConnection("127.0.0.1", timeout=SECONDS)
        made.sock = socket.socket(socket.AF_UNIX)
        made.sock.settimeout(SECONDS)
        made.sock.connect(address.removeprefix(UNIX))
        return made
    port = address.rpartition(":")[2]
    return http.client.HTTPConnection("127.0.0.1", int(port), timeout=SECONDS)


def main(path: str = "/health/ready") -> int:
    """0 if it is healthy, else 1; prints the answer, or why there is none."""
    # As the proxy says it; with HTTPS=1 the answer would be a redirect otherwise.
    headers = {"X-Forwarded-Proto": "https"}
    try:
        asked = connection(os.environ.get("WEB_ADDRESS") or "127.0.0.1:8000")
        asked.request("GET", path, headers=headers)
        answer = asked.getresponse()
        text = answer.read(1000).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        print(error or type(error).__name__)
        return 1
    print(answer.status, text)
    return 0 if answer.status == http.HTTPStatus.OK else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
