"""The images of docker-compose.yml without a registry: Debian's packages under the same names.

The official images cannot be fetched everywhere; what stands in for them has the same users, the
same folders and the same variables. Kept in the engine's store, made anew when a recipe changes.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.containers.engine import CACHE, EngineError, podman
from tests.containers.handbook import packages
from tests.meta.sources import ROOT

STAND_INS = Path(__file__).parent / "stand_ins"
LIBRARY = "docker.io/library/"
DEBIAN = {
    "python": ("ca-certificates", "python3", "python3-venv"),
    "servers": ("ca-certificates", "curl", "nginx-light", "postgresql", "redis-server"),
    "machine": ("adduser", "ca-certificates", "dbus", "systemd-sysv", *packages(2)),
}
"""Two roots, so that the product's image finds nothing of the servers; and a whole server with what
docs/operations.md installs on one."""
MACHINE = "localhost/lotrinh-machine:1"
PRODUCT = "localhost/lotrinh:0.1.0"
REQUIREMENTS = "localhost/lotrinh-requirements:1"
DEBIAN_PYTHON = "/usr/bin/python3"
MINUTES = 60


def make_images() -> None:
    """Everything that `up` needs; the first time some minutes, afterwards some seconds."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(_debian, DEBIAN))
    _stand_ins()
    _product(wheels())
    podman("image", "prune", "--force")


def _debian(name: str) -> None:
    """A root file system of Debian with some packages, from the mirror that this machine uses."""
    packages, image = DEBIAN[name], f"localhost/lotrinh-debian-{name}:1"
    mark = hashlib.sha256(" ".join(packages).encode()).hexdigest()
    if _label(image) == mark:
        return
    folder = Path(tempfile.mkdtemp(prefix=f"debian-{name}-", dir=CACHE))
    try:
        suite = ["--variant=minbase", f"--include={','.join(packages)}", "bookworm"]
        _run("debootstrap", *suite, str(folder / "root"), _mirror())
        _run("tar", "-C", str(folder / "root"), "-cf", str(folder / "tar"), ".")
        podman("import", "--change", f"LABEL recipe={mark}", folder / "tar", image, seconds=600)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _mirror() -> str:
    words = ["Created-By: Packages", "Codename: bookworm", "Component: main"]
    found = _run("apt-get", "indextargets", "--format", "$(REPO_URI)", *words)
    return found.split()[0]


def _stand_ins() -> None:
    """PostgreSQL, Redis, nginx and Python under the names that are pinned in our files."""
    for line in _pinned():
        name = line.removeprefix(LIBRARY).partition(":")[0]
        recipe = STAND_INS / f"{name}.Dockerfile"
        podman("build", "--network", "none", "-t", line, "-f", recipe, STAND_INS, seconds=600)
    recipe = STAND_INS / "machine.Dockerfile"
    podman("build", "--network", "none", "-t", MACHINE, "-f", recipe, STAND_INS, seconds=600)


def _pinned() -> list[str]:
    """The images of others that our files name, each with its version."""
    text = (ROOT / "Dockerfile").read_text() + (ROOT / "docker-compose.yml").read_text()
    named = set(re.findall(r"^(?:FROM| *image:) (\S+:\S+)", text, re.M))
    return sorted(LIBRARY + name for name in named if not PRODUCT.endswith(name))


def wheels() -> Path:
    """What requirements.lock names, fetched by this machine's pip with its own settings; with a
    pip.conf for who finds the folder at /wheels and has no network."""
    asked = ROOT / "requirements.lock"
    folder = CACHE / "wheels" / hashlib.sha256(asked.read_bytes()).hexdigest()[:16]
    if not (folder / "complete").exists():
        # By Debian's Python, which is that of the image: requirements ask for its version.
        _run(DEBIAN_PYTHON, "-m", "venv", "--clear", str(CACHE / "venv"))
        pip = [str(CACHE / "venv/bin/pip"), "download", "--quiet", "--only-binary", ":all:"]
        _run(*pip, "--require-hashes", "-r", str(asked), "-d", str(folder))
        (folder / "complete").touch()
        for other in folder.parent.iterdir():  # of earlier requirements
            if other != folder:
                shutil.rmtree(other)
    (folder / "pip.conf").write_text("[global]\nno-index = true\nfind-links = /wheels\n")
    return folder


def _product(held: Path) -> None:
    """Our own image by our own Dockerfile; its pip is given the wheels and no network."""
    mounts = [f"--volume={held}:/wheels:ro", f"--volume={held}/pip.conf:/etc/pip.conf:ro"]
    words = [*mounts, "--network", "none", "-f", ROOT / "Dockerfile", ROOT]
    # Under a name of its own the first stage is not pruned: it is made again only if it changes.
    podman("build", "--target", "requirements", "-t", REQUIREMENTS, *words, seconds=900)
    podman("build", "-t", PRODUCT, *words, seconds=900)


def _label(image: str) -> str:
    found = podman("image", "inspect", "--format", "{{.Labels.recipe}}", image, check=False)
    return found.stdout.strip()


def _run(*words: str) -> str:
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, timeout=MINUTES * 60, cwd="/"
    )
    if done.returncode:
        raise EngineError(f"{words[0]}: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    make_images()
