"""Whether every id that ``alerts.yaml`` refers to exists, with the place of each that does not."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from pydantic_core import InitErrorDetails, PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alerts.settings import AlertsSettings

Location = tuple[str | int, ...]
_EMAIL = "email"


def unknown_references(settings: AlertsSettings) -> list[InitErrorDetails]:
    """An error for each id that names nothing, or that names two things, at its path in the file."""
    people = [recipient.id for recipient in settings.recipients]
    hooks = [webhook.id for webhook in settings.channels.webhooks]
    return [
        *_twice(people, ("recipients",)),
        *_twice(hooks, ("channels", "webhooks")),
        *(
            _error(f"there is no {noun} {name!r}{_nearest(name, known)}", location, name)
            for location, noun, name, known in _references(settings, people, hooks)
            if name not in known
        ),
    ]


def _references(
    settings: AlertsSettings, people: list[str], hooks: list[str]
) -> Iterator[tuple[Location, str, str, list[str]]]:
    channels = [_EMAIL, *hooks]
    if settings.operator.webhook is not None:
        yield ("operator", "webhook"), "webhook", settings.operator.webhook, hooks
    for row, recipient in enumerate(settings.recipients):
        for column, name in enumerate(recipient.channels):
            yield ("recipients", row, "channels", column), "channel", name, channels
    for row, route in enumerate(settings.routes):
        for column, name in enumerate(route.recipients or ()):
            yield ("routes", row, "recipients", column), "recipient", name, people
        for column, name in enumerate(route.channels or ()):
            yield ("routes", row, "channels", column), "channel", name, channels


def _twice(ids: Iterable[str], location: Location) -> Iterator[InitErrorDetails]:
    seen: set[str] = set()
    for row, name in enumerate(ids):
        if name in seen:
            yield _error(f"the id {name!r} stands twice; rename one of them", (*location, row, "id"), name)
        seen.add(name)


def _nearest(name: str, known: list[str]) -> str:
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if nearest:
        return f"; did you mean {nearest[0]!r}?"
    return f"; there are {', '.join(known)}" if known else "; none is defined"


def _error(message: str, location: Location, name: str) -> InitErrorDetails:
    # The message is a template to pydantic: braces in an id would be read as its fields.
    kind = PydanticCustomError("unknown_id", "{problem}", {"problem": message})
    return InitErrorDetails(type=kind, loc=location, input=name)
