"""``marsad check`` doubts settings of the mail server by which nothing would go out."""

from __future__ import annotations

import pytest

from scheduler.checking import check_folder
from scheduler.environment import read_environment
from tests.scheduler.desk import SECRET, ConfigurationFolder


def doubts(configuration: ConfigurationFolder, **settings: str) -> list[str]:
    """What is said with these settings of the service."""
    environment = read_environment({f"MARSAD_{name}": value for name, value in settings.items()})
    return [str(finding) for finding in check_folder(configuration.path, {}, environment)]


def test_mail_without_a_server_is_pointed_out(configuration: ConfigurationFolder) -> None:
    """Every alert would wait three days and die; where all goes by webhook, nothing is amiss."""
    (line,) = doubts(configuration)
    assert line.startswith("alerts.yaml:2: warning: alerts are to go out by email, but MARSAD_SMTP_HOST is not set")
    assert doubts(configuration, SMTP_HOST="mail.desk.example") == []
    hooks = "channels:\n  webhooks:\n    - {id: desk, url_file: url, secret_file: secret}\n"
    configuration.writes("url", "https://desk.example/hook")
    configuration.writes("secret", SECRET)
    configuration.writes("alerts.yaml", f"{hooks}operator: {{email: o@desk.example}}\n")
    (line,) = doubts(configuration)
    assert line.startswith("alerts.yaml:4: warning: the operator is only told by email")
    configuration.writes("alerts.yaml", f"{hooks}operator: {{email: o@desk.example, webhook: desk}}\n")
    assert doubts(configuration) == []


@pytest.mark.parametrize(
    ("settings", "variable"),
    [
        ({"SMTP_PORT": "465"}, "MARSAD_SMTP_TLS"),
        ({"SMTP_TLS": "implicit"}, "MARSAD_SMTP_TLS"),
        ({"SMTP_USER": "canary"}, "MARSAD_SMTP_PASSWORD"),
        ({"SMTP_PASSWORD": "canary"}, "MARSAD_SMTP_USER"),
    ],
)
def test_mail_settings_that_contradict_are_pointed_out(
    configuration: ConfigurationFolder, settings: dict[str, str], variable: str
) -> None:
    """By the variable's name; what it holds is not repeated."""
    (line,) = doubts(configuration, SMTP_HOST="mail.desk.example", **settings)
    assert line.startswith(f"{variable}: warning: ")
    assert "canary" not in line


def test_unusual_mail_port_is_no_contradiction(configuration: ConfigurationFolder) -> None:
    """Relays listen where they like, and one on this machine may do without TLS."""
    assert doubts(configuration, SMTP_HOST="mail.desk.example", SMTP_PORT="2525", SMTP_TLS="implicit") == []
    assert doubts(configuration, SMTP_HOST="127.0.0.1", SMTP_PORT="25", SMTP_TLS="none") == []
