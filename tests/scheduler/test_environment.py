"""The service's settings come from variables and secret files, and secrets do not stay in the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.environment import EnvironmentProblem, read_environment


def test_defaults_make_a_whole() -> None:
    """Nobody has to set anything to start."""
    environment = read_environment({})
    assert environment.database_url.startswith("sqlite:///")
    assert environment.smtp is None


def test_secrets_leave_the_environment() -> None:
    """A child process must not inherit the mail password."""
    environ = {"MARSAD_SMTP_HOST": "mail.example.org", "MARSAD_SMTP_PASSWORD": "canary-word"}
    environment = read_environment(environ)
    assert environment.smtp is not None
    assert environment.smtp.password == "canary-word"
    assert "canary-word" not in str(environ)


def test_secret_never_shows_in_repr() -> None:
    """A settings object may end up in a log line."""
    environment = read_environment({"MARSAD_SMTP_HOST": "m", "MARSAD_SMTP_PASSWORD": "canary-word"})
    assert "canary-word" not in repr(environment)


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


@pytest.mark.parametrize(("name", "value"), [("HTTP_PORT", "abc"), ("SMTP_TLS", "maybe"), ("TASK_THREADS", "0")])
def test_bad_values_name_their_variable(name: str, value: str) -> None:
    """The message says which variable, and does not repeat its value."""
    with pytest.raises(EnvironmentProblem, match=f"MARSAD_{name}") as caught:
        read_environment({"MARSAD_SMTP_HOST": "m", f"MARSAD_{name}": value})
    assert value not in str(caught.value).replace("must be", "")
