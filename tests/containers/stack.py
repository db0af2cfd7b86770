"""One installation by docker-compose.yml: its own folder, its own names, gone afterwards."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.containers.engine import EngineError, environment, podman
from tests.meta.sources import ROOT

PRODUCT_USER = 10001
NEEDED = ("docker-compose.yml", "tracker/deployment/proxy")
"""What an administrator copies to the server beside the image."""
KINDS = {"container": ("ps", "--all"), "volume": ("volume", "ls"), "network": ("network", "ls")}

ALREADY_THERE = re.compile(r"^exit code: 125\npodman start \S+\n\S*\n*exit code: 0$", re.M)
"""A second `up` tries to make each container anew and then starts the one that there is."""


@dataclass(frozen=True)
class Stack:
    """A project of podman-compose. What it is told in `variables` an administrator has in .env."""

    name: str
    folder: Path
    variables: Mapping[str, str]

    def compose(self, *words: str, seconds: float = 600) -> str:
        """podman-compose in the folder; EngineError if anything that it started failed."""
        done = subprocess.run(
            ["podman-compose", "-p", self.name, *words],
            cwd=self.folder,
            env=environment() | self.variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=seconds,
        )
        # It ends with 0 whatever happened, and tells how each command ended.
        ended = ALREADY_THERE.sub("", done.stdout)
        if done.returncode or re.search(r"^exit code: [1-9]", ended, re.M):
            raise EngineError(f"podman-compose {' '.join(words)}: {done.stdout[-6000:]}")
        return done.stdout

    def container(self, service: str) -> str:
        """The name of a service's only container."""
        return f"{self.name}_{service}_1"

    def manage(self, *words: str, service: str = "web") -> str:
        """`docker compose exec web python manage.py …`; its output."""
        command = ("exec", self.container(service), "python", "manage.py", *words)
        return podman(*command, seconds=300).stdout

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


@contextmanager
def installation(name: str, folder: Path, **variables: str) -> Iterator[Stack]:
    """A folder as docs/operations.md has it made: two copies and the secrets; nothing started."""
    for path in NEEDED:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / path).is_dir() else shutil.copy
        copy(ROOT / path, target)
    (folder / "secrets/tls").mkdir(parents=True)
    (folder / "secrets").chmod(0o700)
    for secret in ("secret_key", "postgres_password", "metrics_token", "email_password"):
        (folder / "secrets" / secret).write_text(f"{secrets.token_urlsafe(40)}/:@%\n")
    (folder / "backups").mkdir()
    os.chown(folder / "backups", PRODUCT_USER, PRODUCT_USER)
    stack = Stack(name, folder, {"BACKUPS": "./backups", "DEMONSTRATION": "1", **variables})
    try:
        yield stack
    finally:
        stack.remove()
