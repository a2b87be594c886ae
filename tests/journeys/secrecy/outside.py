"""A world outside that fails in every way: feeds, pages, hooks, the mail server and the heartbeat's receiver."""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING

from tests.journeys.secrecy import canaries
from tests.journeys.secrecy.canaries import CanaryWorld
from tests.journeys.secrecy.leak_search import NAME_ARABIC, leaks
from tests.scrapers.documents import many_attributes
from tests.servers.http import MEBIBYTE, answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.journeys.outlet import Outlet
    from tests.servers.sentry import SentryIngest

ERROR_PAGE = f"<html><title>{canaries.NAME_LATIN}</title><p>{canaries.TEXT} {NAME_ARABIC}</html>".encode()
HTML = {"Content-Type": "text/html"}
INTERVAL_SECONDS = 4
# The service sends a heartbeat and a check-in a minute after its start.
HEARTBEAT_SECONDS = 75.0
CHECK_IN = "marsad-alive"


@cache
def bomb(mebibytes: int) -> bytes:
    """So much canary text, compressed."""
    return gzip.compress(canaries.FILLER * (mebibytes * MEBIBYTE // len(canaries.FILLER)), 4)


def with_the_same_guid(outlet: Outlet, world: Outside) -> None:
    """Publish three items that claim to be one."""
    for _ in range(3):
        outlet.publish(world.piece(), guid=canaries.TEXT)


def in_a_wrong_charset(outlet: Outlet, world: Outside) -> None:
    """Publish an article whose feed and page are not in the encoding that they name."""
    piece = world.piece()
    outlet.publish(piece)
    outlet.publishes(outlet.feed_path, outlet.feed().decode().encode("cp1256", "xmlcharrefreplace"))
    outlet.publishes(f"/{piece.key}", piece.page().decode().encode("cp1256", "replace"), "text/html; charset=utf-8")


def cut_off(outlet: Outlet, world: Outside) -> None:
    """Publish a document that ends in the middle of its items."""
    outlet.publish(world.piece(), world.piece())
    outlet.publishes(outlet.feed_path, outlet.feed()[:-200])


FEED_FAULTS: dict[str, Callable[[Outlet, Outside], None]] = {
    "error page": lambda outlet, _: outlet.publishes(outlet.feed_path, ERROR_PAGE, "text/html"),
    "503": lambda outlet, _: outlet.answers_with(outlet.feed_path, 503, {"Retry-After": canaries.TEXT}, ERROR_PAGE),
    "empty body": lambda outlet, _: outlet.publishes(outlet.feed_path, b""),
    "truncated": cut_off,
    "50 MB": lambda outlet, _: outlet.sends(
        outlet.feed_path, answer(200, {"Content-Length": "52428800", "ETag": canaries.TEXT}, canaries.FILLER)
    ),
    "endless stream": lambda outlet, _: outlet.streams_endlessly(outlet.feed_path, filler=canaries.FILLER),
    "wrong charset": in_a_wrong_charset,
    "duplicate guids": with_the_same_guid,
    "redirect loop": lambda outlet, _: outlet.redirects_to(outlet.feed_path, outlet.feed_path),
    "compressed bomb": lambda outlet, _: outlet.answers_with(
        outlet.feed_path, 200, {"Content-Encoding": "gzip"}, bomb(64)
    ),
}
PAGE_FAULTS: dict[str, Callable[[Outlet, str], None]] = {
    "403": lambda outlet, path: outlet.answers_with(path, 403, HTML, ERROR_PAGE),
    "404": lambda outlet, path: outlet.answers_with(path, 404, HTML, ERROR_PAGE),
    "empty": lambda outlet, path: outlet.publishes(path, b"", "text/html"),
    "40,000 attributes": lambda outlet, path: outlet.publishes(
        path, many_attributes().replace(b"<p ", f"<p>{canaries.TEXT}</p><p ".encode()), "text/html"
    ),
    "200 MB after decompression": lambda outlet, path: outlet.answers_with(
        path, 200, HTML | {"Content-Encoding": "gzip"}, bomb(200)
    ),
}
MAILBOXES = {fault: f"qanary-{fault}@newsroom.example" for fault in ("550", "421", "451", "waits")}


class Outside(CanaryWorld):
    """An outlet for each fault of feeds, one for all of pages and a good one; a mailbox and a hook for each fault."""

    further = ("500", "429", "302", "drips", "floods")

    def __init__(self, folder: Path, sentry: SentryIngest, log_format: str) -> None:
        super().__init__(folder, sentry, log_format, outlets=2 + len(FEED_FAULTS))

    def alerts_settings(self) -> dict[str, object]:
        """``alerts.yaml`` with a person behind each mailbox."""
        settings = super().alerts_settings()
        desk = settings["recipients"][0]
        settings["recipients"] += [desk | {"id": f"qanary-{fault}", "email": MAILBOXES[fault]} for fault in MAILBOXES]
        return settings

    def misbehaves(self) -> None:
        """Every outlet but the first goes wrong, and every hook in its own way."""
        _, on_bad_pages, *with_bad_feeds = self.outlets
        for (_, feed_fails), outlet in zip(FEED_FAULTS.items(), with_bad_feeds, strict=True):
            feed_fails(outlet, self)
        for page_fails in PAGE_FAULTS.values():
            piece = self.piece()
            on_bad_pages.publish(piece, with_page=False)
            page_fails(on_bad_pages, f"/{piece.key}")
        self._hooks_misbehave()
        self.heartbeat.answers_with(f"/{canaries.HEARTBEAT}", 302, {"Location": f"/?{canaries.TEXT}"}, ERROR_PAGE)

    def mail_answers(self) -> None:
        """All but one mailbox are refused, each for a reason that names it."""
        self.mail.wants_login(canaries.SMTP_USER, canaries.SMTP_PASSWORD)
        self.mail.refuses(MAILBOXES["550"], f"550 5.1.1 <{MAILBOXES['550']}> has no mailbox")
        self.mail.refuses(MAILBOXES["421"], f"421 4.3.2 <{MAILBOXES['421']}> closing")
        self.mail.refuses(MAILBOXES["451"], f"451 4.7.1 <{MAILBOXES['451']}> greylisted, come back later")

    def _hooks_misbehave(self) -> None:
        self.hook.answers_with(410)
        self.hooks["500"].answers_with(500)
        self.hooks["429"].answers_with(429, {"Retry-After": canaries.TEXT})
        self.hooks["302"].answers_with(302, {"Location": f"/elsewhere?{canaries.HOOK}"})
        self.hooks["drips"].drips()
        self.hooks["floods"].floods(canaries.FILLER)


async def everything_outside_fails(world: Outside) -> None:
    """Feeds, pages, hooks and the heartbeat all the time, the mail server in one way after the other."""
    world.configure(interval_seconds=INTERVAL_SECONDS)
    world.misbehaves()
    world.mail_answers()
    world.publish(2)
    await world.service.start()
    await mail_fails(world)
    await world.records("hook_gone", "hook_failed", "hook_overloaded", "hook_redirects", "hook_timeout", "mail_timeout")
    await pages_failed(world)
    await world.until(lambda: all(outlet.polls > 1 for outlet in world.outlets), "second polls")
    assert world.hooks["floods"].sent_bytes > 0
    await world.until(lambda: bool(world.heartbeat.requests), "the heartbeat", HEARTBEAT_SECONDS)
    await world.says("heartbeat_failed")
    await world.until(lambda: any(CHECK_IN in one for one in world.sentry.envelopes), "the check-in")
    assert leaks(call.body.decode() for call in world.hook.calls)
    world.mail.answers_again()
    world.hooks["drips"].answers_again()


async def mail_fails(world: Outside) -> None:
    """Answers that repeat the address and silence after a mail; then a wrong certificate, then a login refused."""
    await world.records("mail_recipient_refused", "mail_temporary")
    world.mail.hangs_after_data()
    world.publish()
    data = world.mail.commands["DATA"]
    await world.until(lambda: world.mail.commands["DATA"] > data, "a mail without an answer")
    world.mail.shows_certificate_for("elsewhere.example")
    world.publish()
    await world.records("mail_tls_failed")
    world.mail.shows_own_certificate()
    world.mail.wants_login("another", "another")
    world.publish()
    await world.records("mail_login_refused")


async def pages_failed(world: Outside) -> None:
    """Wait until the feed's text has stood in for every bad page."""
    found = "SELECT DISTINCT page_status FROM articles WHERE body_source = 'feed'"
    await world.until(lambda: len(world.query(found)) >= len(PAGE_FAULTS), "what stood in for bad pages")
