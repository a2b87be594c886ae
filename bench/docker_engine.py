"""Finds a Docker engine, or the stand-ins that play one, and runs compose on a project folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
BUILD_SECONDS = 1200
CALL_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Engine:
    """How to call one engine: its client, its compose, the environment of both."""

    client: str
    compose: tuple[str, ...]
    environment: dict[str, str] = field(repr=False)
    stand_ins: bool

    def call(self, *arguments: str, timeout: float = CALL_SECONDS) -> str:
        """Run the client; its standard output. Raises CalledProcessError and TimeoutExpired."""
        return _output([self.client, *arguments], self.environment, timeout)

    def build(self, tag: str) -> None:
        """Build the checkout's image."""
        network = ("--network", "host") if self.stand_ins else ()
        self.call("build", "--quiet", *network, "--tag", tag, str(CHECKOUT), timeout=BUILD_SECONDS)


@dataclass(frozen=True, slots=True)
class Stack:
    """One compose project in a folder of its own."""

    engine: Engine
    folder: Path
    name: str
    image: str

    def compose(self, *arguments: str, timeout: float = CALL_SECONDS) -> str:
        """Run compose on the project; its standard output."""
        files = ["docker-compose.yml", "docker/test/compose.yml"]
        if self.engine.stand_ins:
            files.append("docker/lab.compose.yml")
        named = [part for file in files for part in ("-f", str(self.folder / file))]
        environment = self.engine.environment | {"MARSAD_IMAGE": self.image}
        command = [*self.engine.compose, "-p", self.name, "--project-directory", str(self.folder), *named, *arguments]
        return _output(command, environment, timeout)

    def containers(self, service: str) -> list[str]:
        """Ids of a service's containers, running or not."""
        labels = (f"com.docker.compose.project={self.name}", f"com.docker.compose.service={service}")
        return self.engine.call("ps", "-aq", *(f"--filter=label={label}" for label in labels)).split()

    def inspect(self, container: str, template: str) -> str:
        """One fact of a container, as a template of the engine's."""
        return self.engine.call("inspect", "--format", template, container).strip()

    def inside(self, service: str, *command: str) -> str:
        """Run a command in a service's first container; its standard output."""
        return self.engine.call("exec", self.containers(service)[0], *command)


def find_engine(images: tuple[str, ...]) -> Engine | None:
    """The stand-ins where they exist, else the local engine where it answers, else None."""
    lab = Path(os.environ.get("MARSAD_DOCKER_LAB", CHECKOUT.parent / "shared" / "tools" / "docker-lab"))
    environment = dict(os.environ)
    if lab.is_file():
        told = _output([str(lab), "up", *images], environment, BUILD_SECONDS)
        environment |= dict(re.findall(r"^export (\w+)=(\S+)$", told, re.MULTILINE)) | {"DOCKER_BUILDKIT": "1"}
        return Engine("/usr/bin/docker", ("docker-compose",), environment, stand_ins=True)
    client = shutil.which("docker")
    if client is None or not _works([client, "info"]):
        return None
    plugin = _works([client, "compose", "version"])
    return Engine(client, (client, "compose") if plugin else ("docker-compose",), environment, stand_ins=False)


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _output(command: list[str], environment: dict[str, str], timeout: float) -> str:
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=timeout, check=False)
    if ran.returncode:
        raise subprocess.CalledProcessError(ran.returncode, command, ran.stdout, ran.stderr)
    return ran.stdout
