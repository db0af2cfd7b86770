"""podman with a store of its own, and whether this machine starts containers at all.

`python3 -m tests.containers.engine` says so by its exit code; it needs Python alone.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

PROGRAMS = ("podman", "podman-compose", "runc", "debootstrap", "iptables", "openssl")
CACHE = Path(
    os.environ.get("CONTAINERS_CACHE")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lotrinh-containers"
)
"""Images, packages and wheels from one run to the next. Nothing else stays."""
RUN = Path("/run/lotrinh-containers")
SECONDS = 120
TRIAL = "localhost/lotrinh-trial:1"

# runc, as crun refuses some trees of control groups; limits that a container may be given where
# those of this process are lower than podman's own.
CONF = """
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
tmp_dir = "{run}/engine"
volume_path = "{cache}/volumes"
[containers]
default_ulimits = ["nofile=1024:20000", "nproc=1024:4096"]
[network]
network_backend = "netavark"
network_config_dir = "{cache}/networks"
"""
STORAGE = """
[storage]
driver = "overlay"
graphroot = "{cache}/storage"
runroot = "{run}/storage"
"""


class EngineError(Exception):
    """podman refused; the message is what it said."""


def environment() -> dict[str, str]:
    """In which podman finds its own settings. Without systemd nobody asks for health but we."""
    for folder in (CACHE, RUN):
        folder.mkdir(parents=True, exist_ok=True)
    places = {"cache": CACHE, "run": RUN}
    (CACHE / "containers.conf").write_text(CONF.format(**places))
    (CACHE / "storage.conf").write_text(STORAGE.format(**places))
    return os.environ | {
        "CONTAINERS_CONF": str(CACHE / "containers.conf"),
        "CONTAINERS_STORAGE_CONF": str(CACHE / "storage.conf"),
        "DISABLE_HC_SYSTEMD": "true",
    }


def podman(
    *words: str | Path, given: bytes | None = None, check: bool = True, seconds: float = SECONDS
) -> subprocess.CompletedProcess[str]:
    """Run podman to its end; EngineError with its words if it fails, unless that is asked for."""
    done = subprocess.run(
        ["podman", *map(str, words)],
        env=environment(),
        input=given,
        capture_output=True,
        check=False,
        timeout=seconds,
    )
    output, error = (stream.decode(errors="replace") for stream in (done.stdout, done.stderr))
    if check and done.returncode:
        raise EngineError(f"podman {words[0]}: {error.strip() or output.strip()}")
    return subprocess.CompletedProcess(done.args, done.returncode, output, error)


def refusal() -> str | None:
    """Why no container can be started here; None where one was started just now."""
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        return f"not installed: {', '.join(missing)}"
    if os.geteuid() != 0:
        return "debootstrap and the networks of containers need root"
    try:
        podman("import", "-", TRIAL, given=_one_program(Path(shutil.which("true") or "")))
        podman("run", "--rm", "--network", "podman", TRIAL, "/program")
    except (EngineError, subprocess.SubprocessError, OSError) as error:
        return " ".join(str(error).split())
    return None


def _one_program(path: Path) -> bytes:
    """The archive of a file system that holds this program and its libraries, nothing else."""
    linked = subprocess.run(["ldd", path], capture_output=True, text=True, check=True).stdout
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", dereference=True) as tar:
        tar.add(path, "program")
        for library in re.findall(r"(/\S+) \(0x", linked):
            tar.add(library, library.lstrip("/"))
    return stream.getvalue()


def main(_words: Sequence[str]) -> int:
    """0 if containers can be started; else 1, and why not on the standard output."""
    reason = refusal()
    if reason:
        print(reason)
    return 1 if reason else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
