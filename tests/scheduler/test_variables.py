"""Settings come from variables and secret files, and secrets do not stay in the environment."""

from __future__ import annotations

import os
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from scheduler.configuration import disk
from scheduler.environment import read_environment
from scheduler.variables import SETTINGS, EnvironmentProblem

if TYPE_CHECKING:
    from pathlib import Path


def test_secret_file_is_read(tmp_path: Path) -> None:
    """Docker hands secrets over as files."""
    (tmp_path / "password").write_text("s3cret/with:signs\n")
    environment = read_environment(
        {
            "MARSAD_REDIS_URL": "redis://redis:6379/0",
            "MARSAD_REDIS_PASSWORD_FILE": str(tmp_path / "password"),
        }
    )
    assert environment.redis_url == "redis://:s3cret%2Fwith%3Asigns@redis:6379/0"


def test_variable_and_file_clash() -> None:
    """Two sources for one secret are a mistake, not a matter of order."""
    with pytest.raises(EnvironmentProblem, match="both set"):
        read_environment({"MARSAD_SENTRY_DSN": "x", "MARSAD_SENTRY_DSN_FILE": "y"})


def test_misspelled_variable_is_refused() -> None:
    """A typo must not silently leave a default in force."""
    with pytest.raises(EnvironmentProblem, match="did you mean MARSAD_SMTP_HOST"):
        read_environment({"MARSAD_SMTP_HOSTS": "mail"})


def test_unreadable_secret_file_names_its_variable(tmp_path: Path) -> None:
    """The path may tell a secret, so the variable is named."""
    with pytest.raises(EnvironmentProblem, match=r"^MARSAD_SMTP_USER_FILE: cannot read") as caught:
        read_environment({"MARSAD_SMTP_USER_FILE": str(tmp_path / "canary")})
    assert "canary" not in str(caught.value)


def test_secret_may_come_by_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`MARSAD_SMTP_PASSWORD_FILE=<(pass show mail)`; one that nobody writes into is not waited for."""
    os.mkfifo(tmp_path / "pipe")
    settings = {"MARSAD_SMTP_HOST": "m", "MARSAD_SMTP_PASSWORD_FILE": str(tmp_path / "pipe")}
    Thread(target=(tmp_path / "pipe").write_text, args=("s3\n",), daemon=True).start()
    smtp = read_environment(dict(settings)).smtp
    assert smtp is not None
    assert smtp.password == "s3"
    monkeypatch.setattr(disk, "ANSWER_SECONDS", 0.1)
    with pytest.raises(EnvironmentProblem, match="MARSAD_SMTP_PASSWORD_FILE: cannot read the file"):
        read_environment(settings)
    with pytest.raises(EnvironmentProblem, match="MARSAD_SENTRY_DSN_FILE: cannot read the file"):
        read_environment({"MARSAD_SENTRY_DSN_FILE": "/dev/zero"})


def test_other_variables_are_no_business_of_ours() -> None:
    """Only our own prefix is checked; failpoints and yardsticks are read elsewhere."""
    read_environment({"PATH": "/bin", "MARSAD_FAILPOINT": "after-tick", "MARSAD_YARDSTICKS": "x"})


def test_no_secret_stays_behind() -> None:
    """Every setting marked as a secret is taken out of the environment and out of the repr."""
    names = [f"MARSAD_{setting.name}" for setting in SETTINGS if setting.secret]
    environ = dict.fromkeys(names, "https://canary") | {"MARSAD_SMTP_HOST": "m", "MARSAD_SMTP_FROM": "a@canary"}
    assert "canary" not in repr(read_environment(environ))
    assert list(environ) == ["MARSAD_SMTP_HOST"]
