"""The news desk that is alerted: takes what the sinks accept, prints it, and keeps it for the verdict."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from scheduler.demo.arrivals import Arrival, Together, from_hook, from_mail
from scheduler.demo.nouns import ExpectedAlert
from scheduler.demo.oracle import Landed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.demo.mail_sink import Envelope
    from scheduler.demo.newsroom import Newsroom
    from scheduler.demo.printing import Printer
    from scheduler.demo.webhook_sink import Hook


class Desk:
    """Receives for both sinks; ``ids`` are the ids of the watched names as listed."""

    def __init__(self, newsroom: Newsroom, printer: Printer, ids: Mapping[str, str]) -> None:
        self._newsroom = newsroom
        self._printer = printer
        self._ids = ids
        self.landed: list[Landed] = []

    def take_mail(self, envelope: Envelope) -> None:
        """A mail was accepted."""
        self._take(from_mail(envelope, self._ids), "a mail to the operator")

    def take_hook(self, hook: Hook) -> None:
        """A webhook call was accepted."""
        self._take(from_hook(hook), "a webhook call for the operator")

    def _take(self, arrival: Arrival | Together | None, otherwise: str) -> None:
        match arrival:
            case Arrival():
                self._take_alert(arrival)
            case Together():
                self._take_summary(arrival)
            case None:
                self._printer.say(otherwise, "yellow")

    def _take_alert(self, arrival: Arrival) -> None:
        now = time.monotonic()
        found = self._newsroom.find(arrival.url)
        story = found[1].story.key if found else arrival.url
        seconds = now - found[0].shown.get(arrival.url, now) if found else 0.0
        self.landed.append(Landed(arrival.channel, ExpectedAlert(story, arrival.name), seconds))
        outlet = found[0].outlet.name if found else arrival.url
        self._printer.alert(arrival, outlet, datetime.now().astimezone(), seconds)

    def _take_summary(self, together: Together) -> None:
        """What was held comes late by intent, so no seconds are counted."""
        for url, names in together.articles:
            found = self._newsroom.find(url)
            story = found[1].story.key if found else url
            self.landed += [Landed(together.channel, ExpectedAlert(story, name)) for name in names]
        self._printer.together(together, datetime.now().astimezone())
