"""The scripts an operator runs before the first start: secrets and image digests."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

DIGEST = "sha256:" + "ab" * 32


@pytest.fixture
def folder(checkout: Path, tmp_path: Path) -> Path:
    """A project folder with the tools and the compose file, whose engine has pulled every image."""
    shutil.copytree(checkout / "tools", tmp_path / "tools")
    shutil.copy(checkout / "docker-compose.yml", tmp_path)
    engine = tmp_path / "bin" / "docker"
    engine.parent.mkdir()
    engine.write_text(f'#!/bin/sh\necho "mirror.example/image@{DIGEST}"\n', encoding="utf-8")
    engine.chmod(0o755)
    return tmp_path


def _run(folder: Path, tool: str) -> str:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    command = [folder / "tools" / tool]
    return subprocess.run(command, env={"PATH": path}, check=True, capture_output=True, text=True, timeout=30).stdout


def test_secrets_differ_and_stay(folder: Path) -> None:
    """A second call must not lock a running installation out of its own database."""
    _run(folder, "make-secrets")
    first = {path.name: path.read_text(encoding="ascii") for path in (folder / "secrets").glob("*.txt")}
    _run(folder, "make-secrets")
    again = {path.name: path.read_text(encoding="ascii") for path in (folder / "secrets").glob("*.txt")}
    assert first == again
    assert len(first["redis_password.txt"]) == len(first["database_password.txt"]) == 48
    assert first["redis_password.txt"] != first["database_password.txt"]


def test_secrets_cover_compose_file(folder: Path, compose: dict[str, dict[str, dict[str, str]]]) -> None:
    """A secret file that is missing stops the whole stack from starting."""
    _run(folder, "make-secrets")
    for source in compose["secrets"].values():
        assert (folder / source["file"]).is_file()


def test_secrets_hide_behind_folder(folder: Path) -> None:
    """Containers read the files as another user; on the host only the folder's owner gets at them."""
    _run(folder, "make-secrets")
    assert stat.S_IMODE((folder / "secrets").stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secrets" / "redis_password.txt").stat().st_mode) == 0o444


def test_images_are_pinned_once(folder: Path) -> None:
    """Each image of the compose file gets its digest; other lines of .env stay."""
    (folder / ".env").write_text("MARSAD_CONTACT=desk@newsroom.example\n", encoding="utf-8")
    _run(folder, "pin-images")
    _run(folder, "pin-images")
    lines = sorted((folder / ".env").read_text(encoding="utf-8").splitlines())
    assert lines == [
        "MARSAD_CONTACT=desk@newsroom.example",
        f"MARSAD_POSTGRES_IMAGE=postgres:17@{DIGEST}",
        f"MARSAD_PYTHON_IMAGE=python:3.13-slim@{DIGEST}",
        f"MARSAD_REDIS_IMAGE=redis:8@{DIGEST}",
    ]
