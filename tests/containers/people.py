"""What visitors do in more than one test: sign in, set up the second step, fill the grid."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pyotp

from tests.containers.stack import Stack
from tests.containers.visitor import Answer, Visitor, fields_of, link
from tracker.accounts.demonstration import DEMONSTRATION_PASSWORD

SECOND_STEP = "/tai-khoan/xac-thuc-hai-buoc/"


def at(stack: Stack, username: str = "chuyenvien") -> Visitor:
    """A visitor who has signed in; a unit's reporter unless somebody else is named."""
    visitor = Visitor(f"http://{stack.variables['HTTP_ADDRESS']}")
    answer = visitor.sign_in(username, DEMONSTRATION_PASSWORD)
    assert "/dang-nhap/" not in answer.url
    return visitor


def grid_of(visitor: Visitor) -> str:
    """The path of the grid that this person has to fill now."""
    work = link(visitor.get("/").text, "/viec-cua-toi/")
    return link(visitor.get(work).text, "/bao-cao/").partition("#")[0]


def save_a_figure(visitor: Visitor, grid: str, note: str) -> str:
    """Notes something beside the first figure of the grid; the name of its field."""
    fields = fields_of(visitor.get(grid).text)
    name = next(name for name in fields if re.fullmatch(r"e\d+-note", name))
    value = name.replace("note", "value")
    answer = visitor.post(grid, fields | {name: note, value: fields[value] or "12,5"})
    assert answer.status == 200
    return name


def enrol(visitor: Visitor) -> Answer:
    """Set up the second step with the secret that the page shows; the page of recovery codes."""
    page = visitor.get(SECOND_STEP).text
    answer = visitor.post(SECOND_STEP, fields_of(page) | {"code": code_of(secret_on(page))})
    assert answer.status == 200, answer.text
    assert 'class="recovery"' in answer.text
    return answer


def spare_codes(answer: Answer) -> list[str]:
    """The recovery codes of the page that shows them."""
    return re.findall(r"<li><code>([^<]+)</code>", answer.text)


def secret_on(page: str) -> str:
    """What an authenticator app reads from the page."""
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert found, page
    return found[1].replace(" ", "")


def code_of(secret: str) -> str:
    """What the app shows now."""
    return pyotp.TOTP(secret).now()


def certify(folder: Path, address: str) -> tuple[Path, Path]:
    """A certificate of our own for an address of this machine, and its key, as the handbook names
    them."""
    made = (folder / "CERTIFICATE.pem", folder / "KEY.pem")
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=here"]
    names = ["-addext", f"subjectAltName=IP:{address}"]
    files = ["-keyout", str(made[1]), "-out", str(made[0])]
    subprocess.run(["openssl", *words, *names, *files], check=True, capture_output=True)
    return made


def public(key: Path) -> str:
    """The public key of a pair that age-keygen has made."""
    return key.read_text().partition("key: ")[2].split()[0]
