"""A service under test between a newsroom and sinks: published to, killed, restarted, judged."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Self

from bench.harness.kept import open_work
from bench.harness.ledger import Ledger, Verdict, Wanted, judge
from bench.harness.metrics import free_port, read_metrics, wait_ready
from bench.harness.newsroom import Newsroom
from bench.harness.pieces import NAMES, copies_of, piece
from scheduler.demo.configuration import PolledFeed, write_alerts, write_feeds, write_watchlist
from scheduler.demo.mail_sink import MailSink
from scheduler.demo.names import ids_of_names
from scheduler.demo.service import ServiceProcess
from scheduler.demo.stage import smtp_settings
from scheduler.demo.webhook_sink import WebhookSink

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from bench.harness.newsroom import Publishable
    from bench.harness.pieces import Piece

_LOOK_SECONDS = 0.05


class Rig:
    """One service of its own in ``folder``, polling ``sites`` feeds about once a second."""

    def __init__(
        self, folder: Path, sites: int, settings: dict[str, str] | None = None, watchlist: str | None = None
    ) -> None:
        self._folder, self._site_count, self._settings = folder, sites, settings or {}
        self._watchlist = watchlist or watchlist_text()
        self.ledger = Ledger(ids_of_names(self._watchlist))
        self.newsroom = Newsroom(sites)
        self.mail = MailSink(self.ledger.take_mail)
        self.hooks = WebhookSink(self.ledger.take_hook, busy=self._first_call_fails)
        self.first_calls_fail = False
        self._called: set[str] = set()
        self.http_port = free_port()
        self.wanted: list[Wanted] = []
        self.kills: list[float] = []
        self._published = 0

    async def __aenter__(self) -> Self:
        await self.newsroom.open()
        await self.mail.start()
        await self.hooks.start()
        settings = {"MARSAD_HTTP_PORT": str(self.http_port), "MARSAD_LOG_FORMAT": "json", **self._settings}
        self.service = ServiceProcess(self._folder, smtp_settings(self.mail.port) | settings)
        self.configure()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.service.stop()
        await self.hooks.stop()
        await self.mail.stop()
        self.newsroom.close()

    def configure(self) -> None:
        """Write the three configuration files."""
        feeds = [PolledFeed(site.feed_url, site.name, min_seconds=1, max_seconds=1) for site in self.newsroom.sites]
        write_feeds(self.service.config, feeds, first_poll_alert_age="all")
        write_watchlist(self.service.config, self._watchlist)
        write_alerts(self.service.config, self.hooks.url, self.hooks.secret, flood="off")

    def publish(self, count: int) -> None:
        """Publish the next so many pieces, one site after the other."""
        for _ in range(count):
            site = self.newsroom.sites[self._published % self._site_count]
            new = self.next_piece()
            site.publish(new)
            self.want(new, new.name)

    def publish_copied(self, count: int) -> None:
        """The same, each with two copies in other outlets that are to be silent."""
        for _ in range(count):
            first = self._published
            self.publish(1)
            for place, copy in enumerate(copies_of(piece(first)), start=1):
                self.newsroom.sites[(first + place) % self._site_count].publish(copy)

    def next_piece(self) -> Piece:
        """A piece that nobody has published yet."""
        self._published += 1
        return piece(self._published - 1)

    def want(self, piece: Publishable, name: str) -> None:
        """An alert about this name in this piece is to come."""
        self.wanted.append((f"/{piece.key}", name))

    def _first_call_fails(self, message_id: str) -> bool:
        first = message_id not in self._called
        self._called.add(message_id)
        return first and self.first_calls_fail

    async def kill(self) -> None:
        """Kill -9 the service and its pools, not its Valkey."""
        self.service.kill()
        self.kills.append(time.monotonic())
        await self.service.wait()

    async def die(self, longest_seconds: float) -> bool:
        """Wait for the service to kill itself at a failpoint; what is left of its process group is killed too."""
        try:
            await asyncio.wait_for(self.service.wait(), longest_seconds)
        except TimeoutError:
            return False
        self.kills.append(time.monotonic())
        self.service.kill()
        return True

    async def drain(self, longest_seconds: float, settle_seconds: float = 3.0) -> float:
        """Wait until all that was published is delivered; the seconds it took. Then watch for doubles for a while.

        Copies are silent: they are waited for too, for they could double an alert.
        """
        began = time.monotonic()
        await until(lambda: self.ledger.missing(self.wanted) == 0, longest_seconds)
        took = time.monotonic() - began
        await until(lambda: not open_work(self.service.archive)[1], longest_seconds)
        await asyncio.sleep(settle_seconds)
        return took

    def judge(self) -> Verdict:
        """The verdict on everything so far."""
        return judge(self.wanted, self.ledger.acceptances, self.kills)

    async def metrics(self) -> dict[str, float]:
        """The service's metrics; empty while its port does not answer."""
        return await read_metrics(self.http_port)

    async def ready(self, longest_seconds: float = 60.0) -> bool:
        """Wait until the service answers on its private port."""
        return await wait_ready(self.service, self.http_port, longest_seconds)


async def until(fulfilled: Callable[[], bool], longest_seconds: float) -> bool:
    """Whether it was fulfilled in time."""
    end = time.monotonic() + longest_seconds
    while not fulfilled():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(_LOOK_SECONDS)
    return True


def watchlist_text() -> str:
    """A ``watchlist.yaml`` with every name that the pieces mention."""
    places = [
        {"id": key, "name": forms["en"], "names": {language: [form] for language, form in forms.items()}}
        for key, forms in NAMES.items()
    ]
    return json.dumps({"places": places}, ensure_ascii=False)
