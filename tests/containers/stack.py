"""One installation by docker-compose.yml: its own folder, its own names, gone afterwards."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.containers.engine import EngineError, environment, podman
from tests.containers.handbook import commands, filled, without
from tests.meta.sources import ROOT

NEEDED = (".env.example", "docker-compose.yml", "tracker/deployment", "fixtures")
"""What of the repository is used on the server; all else is in the image."""
PASSWORD = "mot-hai-ba-bon-2026"
DOCKER = """#!/bin/sh
PYTHONPATH={root} exec {python} -m tests.containers.docker {name} "$@"
"""
SESSION = """set -ex
lotrinh() {{
    case $1 in
        createsuperuser) {python} {typist} {password} {folder}/bin/lotrinh "$@" ;;
        *) command lotrinh "$@" ;;
    esac
}}
"""
"""Of whoever types; they are asked for the password of the first administrator at a terminal."""
LASTING = ("web", "worker", "beat", "proxy", "postgres", "redis")
"""Services that run as long as the installation does."""
KINDS = {"container": ("ps", "--all"), "volume": ("volume", "ls"), "network": ("network", "ls")}

ALREADY_THERE = re.compile(r"^exit code: 125\npodman start \S+\n\S*\n*exit code: 0$", re.M)
"""A second `up` tries to make each container anew and then starts the one that there is."""


@dataclass(frozen=True)
class Stack:
    """A project of podman-compose in its folder; `variables` stand in its .env."""

    name: str
    folder: Path
    variables: Mapping[str, str]

    def compose(self, *words: str, given: bytes = b"", seconds: float = 600) -> str:
        """podman-compose in the folder; EngineError if anything that it started failed."""
        done = subprocess.run(
            ["podman-compose", "-p", self.name, *words],
            cwd=self.folder,
            env=environment(),
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=seconds,
        )
        said = done.stdout.decode(errors="replace")
        # It ends with 0 whatever happened, and tells how each command ended.
        ended = ALREADY_THERE.sub("", said)
        if done.returncode or re.search(r"^exit code: [1-9]", ended, re.M):
            raise EngineError(f"podman-compose {' '.join(words)}: {said[-6000:]}")
        return said

    def type(self, *blocks: str, **own: str) -> str:
        """Blocks of the handbook as one session of a shell in the folder, with what is the reader's
        own in place of it; what was answered. EngineError with that for a command that failed."""
        paths = {
            "/usr/local/bin/": f"{self.folder}/bin/",
            "/srv/lotrinh": str(self.folder),
            "-g 10001 /var/backups/lotrinh": f"-g 10001 {self.folder}/backups",
            " lotrinh_": f" {self.name}_",
        }
        typist = {"typist": ROOT / "tests/containers/typist.py", "password": PASSWORD}
        session = SESSION.format(python=sys.executable, folder=self.folder, **typist)
        text = without("\n".join(blocks), lambda line: line.startswith(("git clone", "curl")))
        places = {"PATH": f"{self.folder}/bin:{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "-c", session + filled(text, paths | own)],
            cwd=self.folder,
            env=environment() | places | {"LOTRINH_FOLDER": str(self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=600,
        )
        if done.returncode:
            raise EngineError(done.stdout[-6000:])
        return done.stdout

    def container(self, service: str) -> str:
        """The name of a service's only container."""
        return f"{self.name}_{service}_1"

    def processes(self, service: str) -> list[int]:
        """The numbers that its processes have on this machine."""
        told = podman("top", self.container(service), "hpid").stdout.split()
        return [int(word) for word in told if word.isdigit()]

    def services(self) -> dict[str, dict]:
        """What docker-compose.yml says of each."""
        return yaml.safe_load((self.folder / "docker-compose.yml").read_text())["services"]

    def state(self, service: str) -> dict:
        """What podman knows of the service's container."""
        return json.loads(podman("inspect", self.container(service)).stdout)[0]

    def ails(self) -> dict[str, str]:
        """Service → what is wrong with it; every health check is asked, as a timer would."""
        found = {service: self._ail(service, one) for service, one in self.services().items()}
        return {service: ail for service, ail in found.items() if ail}

    def _ail(self, service: str, description: Mapping[str, object]) -> str:
        state = self.state(service)["State"]
        if description.get("restart") == "no":
            return "" if state["Status"] == "exited" and state["ExitCode"] == 0 else str(state)
        if state["Status"] != "running":
            return str(state["Status"])
        if "healthcheck" not in description:
            return ""
        done = podman("healthcheck", "run", self.container(service), check=False)
        return (done.stdout + done.stderr).strip() or "ill" if done.returncode else ""

    def await_health(self, seconds: float = 240) -> None:
        """Until nothing ails any service; the error tells what did last, with its logs."""
        end = time.monotonic() + seconds
        while ails := self.ails():
            if time.monotonic() > end:
                logs = "".join(self.logs(service) for service in ails)
                raise EngineError(f"{ails}\n{logs}")
            time.sleep(1)

    def logs(self, service: str, lines: int = 60) -> str:
        """The end of what the service said, under its name."""
        done = podman("logs", "--tail", str(lines), self.container(service), check=False)
        return f"--- {service}\n{done.stdout}{done.stderr}\n"

    def left(self) -> dict[str, list[str]]:
        """Kind → the names of what the project still has."""
        label = f"label=io.podman.compose.project={self.name}"
        found = {
            kind: podman(*words, "--quiet", "--filter", label).stdout.split()
            for kind, words in KINDS.items()
        }
        return {kind: names for kind, names in found.items() if names}

    def remove(self) -> None:
        """Every container, volume and network of the project, in whatever state they are."""
        for kind, names in self.left().items():
            more = ["--time", "5"] if kind == "container" else []
            podman(kind, "rm", "--force", *more, *names)


def set_in(file: Path, values: Mapping[str, str]) -> None:
    """Give variables of .env their values; EngineError for one that it does not list."""
    text = file.read_text()
    for name, value in values.items():
        lines = re.findall(rf"^{name}=.*\n", text, re.M)
        if len(lines) != 1:
            raise EngineError(f"{file}: {name} stands there {len(lines)} times")
        text = text.replace(lines[0], f"{name}={value}\n")
    file.write_text(text)


@contextmanager
def installation(name: str, folder: Path, **variables: str) -> Iterator[Stack]:
    """A folder as section 1 of docs/operations.md has it made; nothing started."""
    for path in NEEDED:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / path).is_dir() else shutil.copy
        copy(ROOT / path, target)
    for place in ("bin", "backups"):
        (folder / place).mkdir()
    (folder / "bin/docker").write_text(DOCKER.format(root=ROOT, python=sys.executable, name=name))
    (folder / "bin/docker").chmod(0o755)
    stack = Stack(name, folder, variables)
    stack.type(commands(1)[0])
    (folder / "secrets/email_password").write_text(f"{secrets.token_urlsafe(20)}/:@%\n")
    set_in(folder / ".env", variables)
    try:
        yield stack
    finally:
        stack.remove()
