"""Turns ``alerts.yaml`` into :class:`Routing`: looks up each secret it names and refuses what cannot work."""

from __future__ import annotations

import base64
import binascii
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alerts.errors import AlertsError
from alerts.flood import FloodGuard
from alerts.routing import Recipient, Route, Routing, Webhook
from alerts.settings import EMAIL, OPERATOR
from gateway.addresses import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from alerts.flood_settings import FloodSettings
    from alerts.settings import AlertsSettings, OperatorSettings, RecipientSettings, RouteSettings, WebhookSettings

_PREFIX = "whsec_"
_KEY_BYTES = range(24, 65)


def resolve_routing(settings: AlertsSettings, environ: Mapping[str, str], read_file: Callable[[str], str]) -> Routing:
    """Routing with its secrets; ``read_file`` gives a file's text or raises OSError.

    Raises :class:`AlertsError` that names the webhook by its place in the file and never the secret.
    """
    look_up = _LookUp(environ, read_file)
    hooks = tuple(_webhook(hook, number, look_up) for number, hook in enumerate(settings.channels.webhooks, start=1))
    return _routing(settings, hooks)


def planned_routing(settings: AlertsSettings) -> Routing:
    """Routing without secrets, for roles that decide who is told but send nothing."""
    hooks = tuple(
        Webhook(id=hook.id, number=number, url="", secrets=(), exception=None, language=hook.language)
        for number, hook in enumerate(settings.channels.webhooks, start=1)
    )
    return _routing(settings, hooks)


def _routing(settings: AlertsSettings, hooks: tuple[Webhook, ...]) -> Routing:
    return Routing(
        operator=_operator(settings.operator),
        recipients=tuple(_recipient(recipient) for recipient in settings.recipients),
        webhooks=hooks,
        routes=tuple(_route(route) for route in settings.routes),
        flood=_flood(settings.flood),
    )


class _LookUp:
    """Reads one secret from the place the settings name."""

    def __init__(self, environ: Mapping[str, str], read_file: Callable[[str], str]) -> None:
        self._environ = environ
        self._read_file = read_file

    def __call__(self, subject: str, file: str | None, variable: str | None) -> str:
        found = self._from_file(subject, file) if file is not None else self._environ.get(variable or "", "")
        if not found.strip():
            raise AlertsError(f"{subject}: the {'file' if file is not None else 'environment variable'} is empty")
        return found.strip()

    def _from_file(self, subject: str, file: str) -> str:
        try:
            return self._read_file(file)
        except OSError as error:
            reason = error.strerror
        except UnicodeDecodeError:
            reason = "not UTF-8 text"
        except ValueError:
            reason = "its name holds a character that no name may hold"
        raise AlertsError(f"{subject}: cannot read the file: {reason}")


def _operator(operator: OperatorSettings) -> Recipient:
    channels = (EMAIL, operator.webhook) if operator.webhook else (EMAIL,)
    return Recipient(OPERATOR, operator.email, operator.language, ZoneInfo(operator.timezone), channels)


def _recipient(recipient: RecipientSettings) -> Recipient:
    zone = ZoneInfo(recipient.timezone)
    return Recipient(recipient.id, recipient.email, recipient.language, zone, recipient.channels)


def _route(route: RouteSettings) -> Route:
    recipients = None if route.recipients is None else frozenset(route.recipients)
    channels = None if route.channels is None else frozenset(route.channels)
    return Route(frozenset(route.priorities), recipients, channels)


def _flood(flood: FloodSettings) -> FloodGuard | None:
    if not flood.enabled:
        return None
    return FloodGuard(flood.alerts, flood.times, first_wait=timedelta(seconds=flood.wait_seconds))


def _webhook(hook: WebhookSettings, number: int, look_up: _LookUp) -> Webhook:
    subject = f"webhook {number}"
    url = look_up(f"{subject}, url", hook.url_file, hook.url_env)
    target = _target(subject, url, allow_private=hook.allow_private)
    exception = target if hook.allow_private else None
    return Webhook(hook.id, number, url, _secrets(subject, hook, look_up), exception, hook.language)


def _target(subject: str, url: str, *, allow_private: bool) -> Target:
    target = Target.of_url(url)
    scheme = url.partition(":")[0].lower()
    if target is None or scheme not in {"http", "https"} or any(character.isspace() for character in url):
        raise AlertsError(f"{subject}, url: not an http or https URL")
    if scheme == "http" and not allow_private:
        raise AlertsError(f"{subject}, url: plain http would show the watchlist on the way; use https")
    return target


def _secrets(subject: str, hook: WebhookSettings, look_up: _LookUp) -> tuple[str, ...]:
    found = [look_up(f"{subject}, secret", file, None) for file in _several(hook.secret_file)]
    found += [look_up(f"{subject}, secret", None, variable) for variable in _several(hook.secret_env)]
    for secret in found:
        _refuse_weak(subject, secret)
    return tuple(found)


def _several(value: tuple[str, ...] | str | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _refuse_weak(subject: str, secret: str) -> None:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX) + "==", validate=False)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(_PREFIX) or len(key) not in _KEY_BYTES:
        raise AlertsError(f"{subject}, secret: write whsec_ and the base64 of 24 to 64 random bytes")
