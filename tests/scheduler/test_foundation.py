"""What a process stands on is opened in order, and whatever cannot be opened says what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
import pytest

from scheduler.environment import Environment, read_environment
from scheduler.foundation import Foundation, StartProblem, lay_foundation
from scheduler.tasks import POLL

if TYPE_CHECKING:
    from pathlib import Path


def environment(data: Path, **settings: str) -> Environment:
    """The settings of a service with this data folder."""
    return read_environment({f"MARSAD_{name}": value for name, value in settings.items()}, data=data)


async def test_keys_carry_the_generation(foundation: Foundation) -> None:
    """A restored archive is not fooled by younger keys."""
    assert foundation.prefix == f"marsad:{foundation.archive.generation}:"
    assert foundation.dispatch.queue_key(POLL).startswith(foundation.prefix)


async def test_secrets_stay_out_of_reprs(foundation: Foundation) -> None:
    """The object may end up in an error report."""
    assert "canary" not in repr(replace(foundation, secrets={"HOOK_URL": "canary"}))


@pytest.mark.parametrize("secret", ["canary", "http://canary.example/"])
def test_wrong_redis_address_is_named(tmp_path: Path, secret: str) -> None:
    """By its variable, and not by its value, which may hold a password."""
    with pytest.raises(StartProblem, match="MARSAD_REDIS_URL") as caught:
        lay_foundation(environment(tmp_path, REDIS_URL=secret), {}, embedded=True)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://canary/", "canary", "postgresql://user:word@host:canary/db"])
def test_wrong_database_address_is_refused(tmp_path: Path, url: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Before anything else is started; the process that migrates says nothing of it either."""
    with pytest.raises(StartProblem) as caught:
        lay_foundation(environment(tmp_path, DATABASE_URL=url, REDIS_URL="redis://localhost"), {}, embedded=True)
    assert "canary" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_split_roles_need_postgresql(tmp_path: Path) -> None:
    """Two machines cannot share a SQLite file."""
    with pytest.raises(StartProblem, match="MARSAD_DATABASE_URL"):
        lay_foundation(environment(tmp_path), {}, embedded=False)


async def test_bundled_server_ends_with_its_service(tmp_path: Path) -> None:
    """Nothing stays behind after a clean stop."""
    laid = lay_foundation(environment(tmp_path), {}, embedded=True)
    assert await laid.link.call(lambda redis: redis.ping())
    process: psutil.Popen | psutil.Process = psutil.Process(laid.valkey._process.pid)  # type: ignore[union-attr]
    await laid.close()
    assert not process.is_running()
