"""A server of Debian 12 on which nothing is but what docs/operations.md installs: systemd runs."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.containers.engine import EngineError, environment, podman
from tests.containers.handbook import filled, without
from tests.containers.images import MACHINE, wheels
from tests.containers.stack import PASSWORD
from tests.meta.sources import ROOT
from tests.services.programs import wait_until

TYPIST = "/root/typist.py"
SESSION = f"""set -ex
cd /root
lotrinh() {{
    case $1 in
        createsuperuser) python3 {TYPIST} {PASSWORD} /usr/local/bin/lotrinh "$@" ;;
        *) command lotrinh "$@" ;;
    esac
}}
"""
"""Of whoever types as root; they are asked for the password at a terminal."""
RIGHTS = (
    *("--systemd=always", "--cap-add", "ALL", "--shm-size", "256m"),
    # A service that is confined by systemd makes namespaces of its own, as on a real server.
    *("--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined"),
    *("--security-opt", "label=disable", "--security-opt", "unmask=ALL"),
)
SOURCE = "/srv/source"
AT_HOME = {
    "CERTIFICATE.pem": "/root/CERTIFICATE.pem",
    "KEY.pem": "/root/KEY.pem",
    " lotrinh-backup.key ": " /root/lotrinh-backup.key ",
}
"""What somebody has brought along."""
MAKE_SOURCE = f"""set -e
cd {SOURCE}
git init --quiet --initial-branch main
git add --all
git -c user.name=tests -c user.email=tests@localhost commit --quiet --message all
git tag v1
"""


@dataclass(frozen=True)
class Machine:
    """A running container; `address` is its own on the network of this machine."""

    name: str
    address: str

    def type(self, *blocks: str, **own: str) -> str:
        """Blocks of the handbook as one session of root's shell, with what is the reader's own in
        place of it; what was answered. EngineError with that for a command that failed."""
        # The packages are there already: the machine was made of what the handbook asks for.
        text = without("\n".join(blocks), lambda line: line.startswith("apt-get"))
        given = {"NAME": self.address, "ADDRESS": SOURCE, "VERSION": "v1"} | AT_HOME | own
        done = subprocess.run(
            ["podman", "exec", "--interactive", self.name, "bash"],
            env=environment(),
            input=SESSION + filled(text, given),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=600,
        )
        if done.returncode:
            raise EngineError(done.stdout[-6000:])
        return done.stdout

    def put(self, file: Path, place: str) -> None:
        """Bring a file or folder onto it."""
        podman("cp", file, f"{self.name}:{place}")


@contextmanager
def machine(name: str) -> Iterator[Machine]:
    """Its system is up; the repository lies in it as on a server that it is fetched from."""
    held = wheels()
    mounts = [f"--volume={held}:/wheels:ro", f"--volume={held}/pip.conf:/etc/pip.conf:ro"]
    podman(*("run", "--detach", "--name", name, "--hostname", "lotrinh"), *RIGHTS, *mounts, MACHINE)
    try:
        wait_until(lambda: _is_up(name), "systemd", seconds=60)
        inspected = json.loads(podman("inspect", name).stdout)[0]
        made = Machine(name, inspected["NetworkSettings"]["Networks"]["podman"]["IPAddress"])
        made.put(Path(__file__).with_name("typist.py"), TYPIST)
        _put_repository(made)
        yield made
    finally:
        podman("rm", "--force", "--time", "0", name, check=False)


def _is_up(name: str) -> bool:
    told = podman("exec", name, "systemctl", "is-system-running", check=False).stdout.strip()
    return told in {"running", "degraded"}


def _put_repository(made: Machine) -> None:
    """What the image holds, which is what runs, and the list of requirements."""
    named = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        for path in (ROOT / name for name in named if (ROOT / name).exists() and name):
            if path.is_dir():
                shutil.copytree(path, source / path.name, ignore=shutil.ignore_patterns("*.pyc"))
            else:
                shutil.copy(path, source)
        made.put(source, SOURCE)
    podman("exec", made.name, "bash", "-c", MAKE_SOURCE)
