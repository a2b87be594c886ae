"""What ``alerts.yaml`` may say, and how it says no."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ValidationError

from alerts import settings
from alerts.addresses import split_display_address
from alerts.flood import FloodGuard
from alerts.resolving import planned_routing
from alerts.settings import AlertsSettings

EXAMPLE = Path(__file__).parents[2] / "config" / "alerts.example.yaml"
OPERATOR = {"email": "operator@example.org"}
READ_A_ZONE = """
from datetime import UTC, datetime
from alerts.resolving import planned_routing
from alerts.settings import AlertsSettings
person = {"id": "desk", "email": "desk@example.org", "timezone": "Asia/Damascus"}
settings = AlertsSettings.model_validate({"operator": {"email": "operator@example.org"}, "recipients": [person]})
(recipient,) = planned_routing(settings).recipients
print(datetime(2026, 11, 22, 9, tzinfo=UTC).astimezone(recipient.timezone).hour)
"""


def errors(**document: object) -> list[tuple[tuple[str | int, ...], str]]:
    """Where and what is wrong."""
    with pytest.raises(ValidationError) as caught:
        AlertsSettings.model_validate({"operator": OPERATOR, **document})
    return [(error["loc"], error["msg"]) for error in caught.value.errors()]


def test_example_is_valid() -> None:
    """The file people copy works, and points editors at its schema."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schemas/alerts.schema.json\n")
    assert AlertsSettings.model_validate(yaml.safe_load(text)).recipients[0].language == "ar"


def test_operator_is_mandatory() -> None:
    """An installation that nobody looks after cannot start; the operator alone is enough."""
    with pytest.raises(ValidationError):
        AlertsSettings.model_validate({})
    assert AlertsSettings.model_validate({"operator": OPERATOR}).operator.webhook is None


def test_unknown_key_is_an_error() -> None:
    """A misspelt key never passes for a setting."""
    ((location, _),) = errors(recipient=[])
    assert location == ("recipient",)


@pytest.mark.parametrize(
    ("document", "location", "hint"),
    [
        (
            {"routes": [{"priorities": ["high"], "recipients": ["newdesk"]}]},
            ("routes", 0, "recipients", 0),
            "'newsdesk'",
        ),
        ({"routes": [{"priorities": ["high"], "channels": ["hok"]}]}, ("routes", 0, "channels", 0), "'hook'"),
        ({"operator": {**OPERATOR, "webhook": "email"}}, ("operator", "webhook"), "hook"),
    ],
)
def test_unknown_id_names_the_nearest(document: dict[str, Any], location: tuple[str | int, ...], hint: str) -> None:
    """A misspelt id is an error at its own place, with the id that was meant."""
    known = {
        "recipients": [{"id": "newsdesk", "email": "newsdesk@example.org"}],
        "channels": {"webhooks": [{"id": "hook", "url_env": "URL", "secret_env": "SECRET"}]},
    }
    ((found, message),) = errors(**known, **document)
    assert found == location
    assert hint in message


def test_repeated_id_is_an_error() -> None:
    """Two recipients of one id would hide each other."""
    person = {"id": "desk", "email": "desk@example.org"}
    ((location, _),) = errors(recipients=[person, person])
    assert location == ("recipients", 1, "id")


@pytest.mark.parametrize("name", ["operator", "email", "Desk", "with space", "مكتب", ""])
def test_odd_ids_are_refused(name: str) -> None:
    """Ids are short names for logs-free lists and never collide with Marsad's own."""
    assert errors(recipients=[{"id": name, "email": "desk@example.org"}])


@pytest.mark.parametrize(
    "address",
    [
        "",
        "desk",
        "a b@c.d",
        "desk@example.org\r\nBcc: x@y.z",
        "Desk <d@e.f>",
        "مكتب@example.org",
        "=?utf-8?q?chief?=@example.org",
        "desk@faß.example",
        "desk@مثال..example",
    ],
)
def test_odd_addresses_are_refused(address: str) -> None:
    """An address that could become two, or that servers cannot take, stops at the configuration."""
    assert errors(recipients=[{"id": "desk", "email": address}])


@pytest.mark.parametrize(
    ("address", "understood"),
    [
        ("o'brien+x=y/z&{|}~!#$%*?^_`@example.org", "o'brien+x=y/z&{|}~!#$%*?^_`@example.org"),
        ("desk@مثال.سورية", "desk@xn--mgbh0fb.xn--ogbpf8fl"),
    ],
)
def test_odd_but_valid_addresses_are_taken(address: str, understood: str) -> None:
    """A domain in Arabic is written as DNS and every mail server have it."""
    found = AlertsSettings.model_validate({"operator": {"email": address}})
    assert found.operator.email == understood
    assert split_display_address(f"مكتب <{address}>") == ("مكتب", understood)


def test_unknown_time_zone_is_refused() -> None:
    """Damascus alone is no zone."""
    assert errors(recipients=[{"id": "desk", "email": "desk@example.org", "timezone": "Damascus"}])


def test_time_zones_need_nothing_of_the_system() -> None:
    """A slim image has no time zone data; recipients read their own time there too."""
    environ = {**os.environ, "PYTHONTZPATH": "", "PYTHONPATH": str(EXAMPLE.parents[1])}
    ran = subprocess.run([sys.executable, "-c", READ_A_ZONE], env=environ, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("12\n", "")


def test_webhook_needs_one_source_each() -> None:
    """A URL and a secret, each from one place, never from the file itself."""
    assert errors(channels={"webhooks": [{"id": "hook", "url_env": "A", "url_file": "b", "secret_env": "C"}]})
    assert errors(channels={"webhooks": [{"id": "hook", "url_env": "A"}]})
    assert errors(channels={"webhooks": [{"id": "hook", "url": "https://example.org", "secret_env": "C"}]})


@pytest.mark.parametrize(
    "model", [found for found in vars(settings).values() if isinstance(found, type) and issubclass(found, BaseModel)]
)
def test_every_field_is_described(model: type[BaseModel]) -> None:
    """The schema that editors show explains each key."""
    assert all(found.description for found in model.model_fields.values())


@pytest.mark.parametrize(
    ("written", "guard"),
    [
        ({}, FloodGuard()),
        ({"flood": None}, FloodGuard()),
        ({"flood": "on"}, FloodGuard()),
        ({"flood": {"alerts": 5, "times": 3}}, FloodGuard(5, 3)),
        ({"flood": {"wait_seconds": 30}}, FloodGuard(first_wait=timedelta(seconds=30))),
        ({"flood": False}, None),
        ({"flood": "off"}, None),
        ({"flood": {"enabled": False}}, None),
    ],
)
def test_flood_guard_is_on_unless_switched_off(written: dict[str, object], guard: FloodGuard | None) -> None:
    """Nobody has to know of it to be spared a flood; YAML 1.1 reads a bare off as false."""
    read = AlertsSettings.model_validate({"operator": OPERATOR, **written})
    assert planned_routing(read).flood == guard


@pytest.mark.parametrize("flood", [{"alerts": 0}, {"times": 0.5}, {"wait_seconds": 121}, {"alert": 5}, "never", 5])
def test_odd_flood_guard_is_refused(flood: object) -> None:
    """A guard that holds everything, or nothing by mistake."""
    with pytest.raises(ValidationError):
        AlertsSettings.model_validate({"operator": OPERATOR, "flood": flood})
