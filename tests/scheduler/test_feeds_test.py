"""``marsad feeds test``: what a poll would find now, and why it reads as it does; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive import feeds
from archive.nouns import FeedSpec
from tests.archive.world import NOON
from tests.scheduler.command_line import marsad
from tests.scheduler.trial_desk import Desk
from tests.scrapers.documents import Item, items, page, rss
from tests.servers.http import HttpServer
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from archive.database import Archive
    from tests.scheduler.desk import ConfigurationFolder


@pytest.fixture
async def desk(archive: Archive, configuration: ConfigurationFolder, tmp_path: Path) -> AsyncIterator[Desk]:
    """A feed of three entries whose first page can be read."""
    async with HttpServer() as server:
        desk = Desk(server, archive, configuration, tmp_path)
        news = items(3)
        desk.publishes(Item(link=server.url("/1"), guid="urn:1"), *news[1:])
        desk.shows("/1", page())
        yield desk


async def test_poll_is_told(desk: Desk) -> None:
    """A person sees what the service would: status, kind, charset, dates with their texts, the first article."""
    out = (await desk.tests()).out
    assert f"Asked now; nothing was written: {desk.server.url('/feed')}" in out
    assert "status      ok (HTTP 200, " in out
    assert "kind        RSS (rss20), 3 entries, teasers or titles alone" in out
    assert "identity    each entry has a guid of its own" in out
    assert "dates       3 of 3 have a date that can be believed" in out
    assert "new         all of them: the service has not polled this feed" in out
    assert "2024-11-05 07:00 UTC  هدوء حذر في هجين شرق دير الزور" in out
    assert "written as  Tue, 05 Nov 2024 07:00:00 GMT" in out
    assert "page        ok" in out
    assert "begins      " in out
    assert "أفاد مراسل الوكالة" in out.partition("begins")[2]
    assert "\x1b" not in out


async def test_nothing_is_written(desk: Desk) -> None:
    """Not even the feed's row: the service's own next poll finds all of it new."""
    spec = FeedSpec(desk.server.url("/feed"), "وكالة النهر")
    desk.archive.write_now(feeds.sync_feeds, [spec], NOON)
    record = await desk.finds()
    assert (record["new"], record["facts"]["new"]) == (3, "3 of 3 are not in the archive yet")
    (feed,) = desk.archive.read_now(feeds.enabled_feeds)
    assert (feed.status, feed.last_polled_at) == ("new", None)


async def test_doubts_are_told(desk: Desk) -> None:
    """The wrong charset, guids that repeat, a date that cannot be read and one in the future."""
    odd = [Item(date="قريبا"), Item(link="https://a.example/2"), Item(date="Tue, 05 Nov 2999 07:00:00 GMT")]
    desk.publishes(*odd, encoding="cp1256", content_type="application/rss+xml; charset=utf-8")
    facts = (await desk.finds())["facts"]
    assert facts["charset"] == "cp1256: its bytes show it, though it declares utf-8"
    assert facts["identity"] == "guids repeat, so entries are told apart by guid, address and title together"
    assert "1 lie in the future" in facts["dates"]
    assert "not understood: قريبا" in facts["dates"]


async def test_redirects_are_told(desk: Desk) -> None:
    """For good, with what to do, or for now."""
    desk.server.publishes("/new", rss(*items(2)).encode())
    desk.server.redirects_to("/feed", "/new", 301)
    assert (await desk.finds())["facts"][
        "moved"
    ] == f"for good to {desk.server.url('/new')}: write this address into feeds.yaml"
    desk.server.redirects_to("/feed", "/new", 302)
    assert (await desk.finds())["facts"]["redirected"] == f"for now to {desk.server.url('/new')}"


async def test_failure_has_a_name_and_advice(desk: Desk) -> None:
    """An error page with status 200, and nothing at all."""
    desk.shows("/feed", "<html><body>انتهت صلاحية النطاق</body></html>")
    record = await desk.finds(code=1)
    assert (record["status"], record["entries"]) == ("not_a_feed", [])
    assert "look for the feed's new address" in record["facts"]["advice"]
    desk.server.answers_with("/feed", 410)
    assert (await desk.finds(code=1))["status"] == "gone"


async def test_robots_are_told(desk: Desk) -> None:
    """What is forbidden is not asked for, unless feeds.yaml gives a reason, which shows."""
    desk.server.publishes("/robots.txt", b"User-agent: *\nDisallow: /feed", "text/plain")
    record = await desk.finds(code=1)
    assert (record["status"], record["facts"]["robots.txt"]) == ("robots_denied", "forbids this address")
    assert not desk.server.asked_for("/feed")
    desk.grants["ignore_robots"] = "The editor agreed on 3 May"
    assert (await desk.finds())["facts"]["robots.txt"] == "not obeyed (ignore_robots)"


async def test_secrets_are_sent_and_not_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The source is asked with all that it is granted; none of it is printed, and a missing one is told by its key."""
    desk.grants |= {"headers": {"X-Key": {"env": "KEY_OF_TEST"}}}
    desk.grants |= {"credentials": {"user": "desk-user", "password_env": "PASSWORD_OF_TEST"}}
    missing = await desk.tests(code=1)
    assert "password" in missing.err
    assert not desk.server.requests
    monkeypatch.setenv("KEY_OF_TEST", "hidden-1")
    monkeypatch.setenv("PASSWORD_OF_TEST", "hidden-2")
    ran = await desk.tests()
    (asked,) = desk.server.asked_for("/feed")
    assert (asked.headers["x-key"], "authorization" in asked.headers) == ("hidden-1", True)
    assert not any(secret in ran.out + ran.err for secret in ("hidden", "desk-user", "X-Key"))


async def test_access_is_tried_before_it_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address behind a login can be tried; a feed that is configured has its own."""
    monkeypatch.setenv("PASSWORD_OF_TEST", "canary-password")
    login = "credentials: {user: desk-user, password_env: PASSWORD_OF_TEST}"
    desk.server.publishes("/other", rss(Item()).encode())
    ran = await desk.tests("--access", login, "--allow-private", target=desk.server.url("/other"))
    assert desk.server.asked_for("/other")[0].headers["authorization"].startswith("Basic ")
    assert "canary" not in ran.out + ran.err
    refused = await desk.tests("--access", login, code=1)
    assert "leave --access out" in refused.err


async def test_configured_proxy_is_used(desk: Desk) -> None:
    """A feed over Tor is not tried directly, which would show from where it is watched."""
    desk.publishes(Item())
    async with ProxyServer() as proxy:
        proxy.refusal = b"HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n"
        desk.grants = {"proxy": {"url": f"http://{proxy.address}:{proxy.port}", "allow_private": True}}
        desk.grants["allow_private"] = True
        ran = await desk.tests(code=1)
    assert "proxy_refused" in ran.out
    assert desk.server.requests == []


async def test_selectors_are_tried_before_they_are_written(desk: Desk) -> None:
    """How many each finds; the site is asked under the same policy as any other."""
    cards = "".join(f'<li class="c"><a href="/{n}">خبر رقم {n}</a><b>{n}</b></li>' for n in range(1, 6))
    desk.shows("/list", f"<html><body><ul>{cards}</ul></body></html>")
    target = desk.server.url("/list")
    options = "--allow-private", "--items", "li.c", "--date", "time", "--title", "a"
    record = await desk.finds(*options, target=target)
    assert record["facts"]["selectors"] == "items matches 5, title in 5 of them, date in 0 of them"
    assert [entry["title"] for entry in record["entries"]][:2] == ["خبر رقم 1", "خبر رقم 2"]
    broken = await desk.finds("--allow-private", "--items", "li.story", target=target, code=1)
    assert (broken["status"], broken["facts"]["selectors"]) == ("page_broken", "items matches 0")
    assert (await desk.finds("--items", "li.c", target="http://127.0.0.1:9/list", code=1))[
        "status"
    ] == "refused_address"


@pytest.mark.parametrize(
    ("options", "words"), [(["--items", "li[["], "not a CSS selector"), (["--date", "b"], "--items")]
)
def test_wrong_selectors_are_usage(options: list[str], words: str) -> None:
    """Told before anything is asked."""
    ran = marsad("feeds", "test", "https://a.example/", *options)
    assert (ran.code, words in ran.err) == (2, True)
