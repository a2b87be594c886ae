"""The service's settings are typed, checked, and keep their secrets to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.environment import read_environment, with_password
from scheduler.variables import EnvironmentProblem

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.mark.parametrize(("name", "value"), [("HTTP_PORT", "abc"), ("SMTP_TLS", "maybe"), ("TASK_THREADS", "0")])
def test_bad_values_name_their_variable(name: str, value: str) -> None:
    """The message says which variable, and does not repeat its value."""
    with pytest.raises(EnvironmentProblem, match=f"MARSAD_{name}") as caught:
        read_environment({"MARSAD_SMTP_HOST": "m", f"MARSAD_{name}": value})
    assert value not in str(caught.value).replace("must be", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HEARTBEAT_URL", "canary"),
        ("HEARTBEAT_URL", "ftp://canary/"),
        ("HEARTBEAT_URL", "https:///canary"),
        ("HEARTBEAT_URL", "https://canary /"),
        ("HEARTBEAT_URL", "https://[canary"),
        ("HEARTBEAT_URL", "http://canary:0"),
        ("SMTP_HOST", "smtp://canary"),
        ("SMTP_HOST", "canary:587"),
        ("SMTP_HOST", "canary mail"),
        ("SMTP_FROM", "canary"),
        ("HTTP_HOST", ""),
        ("HTTP_HOST", "http://canary"),
        ("CONTACT", "canary\nX-Header: 1"),
        ("CONTACT", "مرصد canary"),
    ],
)
def test_address_that_cannot_work_is_refused(name: str, value: str) -> None:
    """At the start, by its variable: a heartbeat that never beats would only be found out by the alarm it raises."""
    with pytest.raises(EnvironmentProblem, match=rf"^MARSAD_{name} ") as caught:
        read_environment({"MARSAD_SMTP_HOST": "m", f"MARSAD_{name}": value})
    assert "canary" not in str(caught.value)


def test_sound_addresses_are_taken() -> None:
    """Names, addresses of both kinds, ports, and what is left out."""
    for host in ("mail", "mail.desk.example", "::1", "10.0.0.5", "mail_relay"):
        assert read_environment({"MARSAD_SMTP_HOST": host}).http_host == "127.0.0.1"
    for url in ("", "http://127.0.0.1:8000/ping", "https://user:word@beat.example/x?y=z", "https://[::1]/"):
        assert read_environment({"MARSAD_HEARTBEAT_URL": url}).heartbeat_url == url


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_plain_text_stays_on_this_machine(host: str) -> None:
    """Alerts hold the watchlist, name by name; the variable to change is named."""
    settings = {"MARSAD_SMTP_HOST": host, "MARSAD_SMTP_TLS": "none"}
    assert read_environment(dict(settings)).smtp is not None
    with pytest.raises(EnvironmentProblem, match=r"^MARSAD_SMTP_TLS may be none"):
        read_environment(settings | {"MARSAD_SMTP_HOST": "mail.desk.example"})


def test_options_win_over_variables(tmp_path: Path) -> None:
    """What stands on the command line was meant now; the archive lies in the data folder."""
    environment = read_environment({"MARSAD_DATA": "/elsewhere"}, config=tmp_path / "c", data=tmp_path / "d")
    assert (environment.config, environment.data) == (tmp_path / "c", tmp_path / "d")
    assert environment.database_url == f"sqlite:///{tmp_path / 'd' / 'archive.db'}"


@pytest.mark.parametrize("server", ["DATABASE", "REDIS"])
@pytest.mark.parametrize("url", ["scheme://user:canary\u2100@host/db", "scheme://user:canary@[host/db"])
def test_url_that_is_none_is_not_repeated(server: str, url: str) -> None:
    """Python's own message quotes the part of the URL that holds the password."""
    with pytest.raises(EnvironmentProblem, match=f"^MARSAD_{server}_URL is not a URL$") as caught:
        read_environment({f"MARSAD_{server}_URL": url, f"MARSAD_{server}_PASSWORD": "canary"})
    assert caught.value.__suppress_context__


@given(st.text(min_size=1, alphabet=st.characters(blacklist_categories=["Cs"])))
def test_any_password_survives_its_url(password: str) -> None:
    """Passwords hold any sign; the URL around them stays what it was."""
    url = with_password("postgresql+psycopg://marsad:old@db:5432/marsad?x=1", password)
    parts = urlsplit(url)
    found = (unquote(parts.password or ""), parts.username, parts.hostname, parts.port)
    assert found == (password, "marsad", "db", 5432)
    assert (parts.path, parts.query) == ("/marsad", "x=1")
