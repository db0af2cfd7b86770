"""A small mail server on a socket of its own: takes letters, refuses addresses, hangs up."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class PostOffice(socketserver.ThreadingTCPServer):
    """What it took in `letters`; what it refuses or hangs up on is told beforehand."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.letters: list[tuple[str, EmailMessage]] = []
        self.refused: set[str] = set()
        self.hangs_up_on: set[str] = set()
        self.calls = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Counter(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self.server.calls += 1
        self._say("220 post office")
        recipient = ""
        for line in self.rfile:
            words = line.decode().strip()
            verb = words[:4].upper()
            if verb == "RCPT":
                recipient = words.partition("<")[2].partition(">")[0]
                if recipient in self.server.hangs_up_on:
                    return
                is_refused = recipient in self.server.refused
                self._say(f"550 nobody here is {recipient}" if is_refused else "250 fine")
            elif verb == "DATA":
                self._say("354 go on")
                self._take(recipient)
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 good-bye")
                return
            else:
                self._say("250 fine")

    def _take(self, recipient: str) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.letters.append((recipient, message))

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Open until the end of the block."""
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
