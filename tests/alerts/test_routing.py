"""Who is told what by which channel, and where the secrets come from."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from alerts.errors import AlertsError
from alerts.resolving import resolve_routing
from alerts.settings import AlertsSettings
from gateway.addresses import Target

if TYPE_CHECKING:
    from alerts.routing import Routing
    from archive.nouns import DeliveryPlan

SECRET = "whsec_" + base64.b64encode(bytes(24)).decode()
CANARY_URL = "https://canary-host.example/canary-token"
FILES = {"url": CANARY_URL + "\n", "secret": f" {SECRET}\n", "empty": " \n"}
PEOPLE: list[dict[str, Any]] = [
    {"id": "desk", "email": "desk@example.org"},
    {"id": "security", "email": "security@example.org", "channels": ["email", "hook"]},
]
HOOKS = [
    {"id": "hook", "url_file": "url", "secret_file": "secret"},
    {"id": "archive", "url_file": "url", "secret_file": ["secret", "secret"]},
]


def read(path: str) -> str:
    """A file of the operator's."""
    if path not in FILES:
        raise FileNotFoundError(2, "No such file", path)
    return FILES[path]


def routing(environ: dict[str, str] | None = None, **document: object) -> Routing:
    """The routing of such a file."""
    settings = AlertsSettings.model_validate({"operator": {"email": "operator@example.org"}, **document})
    return resolve_routing(settings, environ or {}, read)


def whole(**document: object) -> Routing:
    """With two people and two webhooks."""
    return routing(recipients=PEOPLE, channels={"webhooks": HOOKS}, **document)


def pairs(plans: tuple[DeliveryPlan, ...]) -> list[tuple[str, str]]:
    """Recipient and channel of each."""
    return [(plan.recipient, plan.channel) for plan in plans]


def test_everyone_is_told_by_default() -> None:
    """Without routes an alert goes to each person by each of his channels, and once to each webhook."""
    assert pairs(whole().deliveries("low")) == [
        ("desk", "email"),
        ("security", "email"),
        ("hook", "hook"),
        ("archive", "archive"),
    ]


def test_shared_webhook_is_called_once() -> None:
    """Two people who name the same webhook do not double its calls."""
    people = [{**person, "channels": ["email", "hook"]} for person in PEOPLE]
    found = routing(recipients=people, channels={"webhooks": HOOKS[:1]}).deliveries("high")
    assert pairs(found).count(("hook", "hook")) == 1


def test_route_narrows_its_priority() -> None:
    """A route sends its priorities where it says and nowhere else; other priorities still go everywhere."""
    found = whole(routes=[{"priorities": ["low"], "recipients": ["desk"], "channels": ["email"]}])
    assert pairs(found.deliveries("low")) == [("desk", "email")]
    assert len(found.deliveries("high")) == 4


def test_routes_add_up() -> None:
    """An alert follows every route of its priority, and nobody gets it twice."""
    routes = [
        {"priorities": ["high"], "recipients": ["desk"]},
        {"priorities": ["high", "low"], "channels": ["email"]},
    ]
    assert pairs(whole(routes=routes).deliveries("high")) == [
        ("desk", "email"),
        ("archive", "archive"),
        ("security", "email"),
    ]


def test_operator_is_told_when_nobody_is() -> None:
    """A file with nothing but an operator does not send alerts into the void."""
    assert pairs(routing().deliveries("high")) == [("operator", "email")]


def test_notice_avoids_the_failing_channel() -> None:
    """A notice about email goes by webhook; with one channel only it goes by that one."""
    both = whole(operator={"email": "operator@example.org", "webhook": "hook"})
    assert pairs(both.notice_deliveries({"email"})) == [("operator", "hook")]
    assert pairs(both.notice_deliveries()) == [("operator", "email"), ("operator", "hook")]
    assert pairs(whole().notice_deliveries({"email"})) == [("operator", "email")]


def test_secrets_are_trimmed_and_ordered() -> None:
    """Editors end files with a line break; while rotating, every secret signs."""
    found = whole().webhook("archive")
    assert found is not None
    assert (found.url, found.secrets, found.exception) == (CANARY_URL, (SECRET, SECRET), None)


def test_secret_from_environment() -> None:
    """The environment is the other place for secrets."""
    hook = {"id": "hook", "url_env": "URL", "secret_env": "SECRET", "allow_private": True}
    found = routing({"URL": "http://10.0.0.5:8080/x", "SECRET": SECRET}, channels={"webhooks": [hook]}).webhook("hook")
    assert found is not None
    assert found.exception == Target("10.0.0.5", 8080)


@pytest.mark.parametrize(
    ("hook", "environ"),
    [
        ({"url_file": "absent", "secret_file": "secret"}, {}),
        ({"url_file": "empty", "secret_file": "secret"}, {}),
        ({"url_env": "URL", "secret_file": "secret"}, {}),
        ({"url_env": "URL", "secret_file": "secret"}, {"URL": "http://canary-host.example/canary-token"}),
        ({"url_env": "URL", "secret_file": "secret"}, {"URL": "ftp://canary-host.example/canary-token"}),
        ({"url_env": "URL", "secret_file": "secret"}, {"URL": "https://[canary-token"}),
        ({"url_file": "url", "secret_env": "SECRET"}, {"SECRET": "canary-token"}),
        ({"url_file": "url", "secret_env": "SECRET"}, {"SECRET": "whsec_Y2FuYXJ5"}),
    ],
)
def test_unusable_secret_stays_secret(hook: dict[str, Any], environ: dict[str, str]) -> None:
    """The error says which webhook and what to do, and shows nothing of what it read."""
    with pytest.raises(AlertsError) as caught:
        routing(environ, channels={"webhooks": [{"id": "hook", **hook}]})
    assert "webhook 1" in str(caught.value)
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_repr_holds_no_secret() -> None:
    """An error report that prints the routing gives nothing away."""
    shown = repr(whole())
    assert not any(word in shown for word in ("canary", "whsec_", "@example.org", "desk", "security"))


def test_channels_have_numbers() -> None:
    """Logs and metrics know channels by number only."""
    found = whole()
    assert [found.channel_number(name) for name in ("email", "hook", "archive", "gone")] == [0, 1, 2, -1]
