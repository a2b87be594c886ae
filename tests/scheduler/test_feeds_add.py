"""``marsad feeds add``: from any address of a site to a line in feeds.yaml, with what was found shown first."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from tests.scheduler.command_line import Ran, marsad, marsad_process
from tests.scrapers.documents import items, rss
from tests.servers.http import HttpServer
from tests.servers.proxy import ProxyServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.scheduler.desk import ConfigurationFolder

FEEDS = """\
# Ours.
pause: 0s
feeds:
  - {url: "https://enab.example/feed", name: عنب بلدي}   # the first
"""
LISTED = "".join(
    f'<article class="card"><h3><a href="/ar/{number}">أهالي ريف الرقة يطالبون بالماء {number}</a></h3></article>'
    for number in range(8)
)


class Desk:
    """A person at a terminal, and a site on loopback."""

    def __init__(self, server: HttpServer, configuration: ConfigurationFolder) -> None:
        self.server = server
        self._configuration = configuration
        configuration.writes("feeds.yaml", FEEDS)

    @property
    def text(self) -> str:
        """What stands in feeds.yaml."""
        return (self._configuration.path / "feeds.yaml").read_text("utf-8")

    async def adds(self, path: str, *options: str, allowed: bool = True) -> Ran:
        """The command for an address of the site."""
        private = ["--allow-private"] if allowed else []
        return await self.adds_from(self.server.url(path), *private, *options)

    async def adds_from(self, url: str, *options: str) -> Ran:
        """The command for any address."""
        settings = {"CONFIG": str(self._configuration.path), "DATA": str(self._configuration.path.parent / "none")}
        return await asyncio.to_thread(marsad_process, "feeds", "add", url, *options, **settings)


@pytest.fixture
async def desk(configuration: ConfigurationFolder) -> AsyncIterator[Desk]:
    """A site with a page that names two feeds."""
    async with HttpServer() as server:
        links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in ("a", "b"))
        server.publishes("/", f"<html><head>{links}</head></html>".encode(), "text/html; charset=utf-8")
        server.publishes("/a", rss(*items(3), title="عاجل: الفرات").encode())
        server.publishes("/b", rss(*items(9), title="كل الأخبار").encode())
        yield Desk(server, configuration)


async def test_best_feed_is_added(desk: Desk) -> None:
    """Shown with what it has, ranked, and put in with its title and language; the rest of the file stays."""
    ran = await desk.adds("/", "--tag", "سوريا")
    assert ran.code == 0
    assert ran.err == "feeds.yaml:9: warning: this feed may be on a private network (keep it only if that is meant)\n"
    assert "1. RSS, 9 entries, newest 2024-11-05 07:00 UTC  (recommended)" in ran.out
    assert "charset     utf-8: its bytes are sound UTF-8" in ran.out
    assert "entries     خبر عاجل رقم 1 من ريف الرقة" in ran.out
    keys = "name: كل الأخبار", "language: ar", "tags: [سوريا]", "allow_private: true"
    assert desk.text == FEEDS + f"  - url: {desk.server.url('/b')}\n" + "".join(f"    {key}\n" for key in keys)
    assert "\x1b" not in ran.out


LOGIN = "credentials: {user: desk-user, password_env: PASSWORD_OF_TEST}"


def access_by(proxy: ProxyServer) -> str:
    """This way out, as it stands in feeds.yaml."""
    return f"proxy: {{url: 'http://{proxy.address}:{proxy.port}', allow_private: true}}"


async def test_login_is_used_and_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed behind a login is found, and read by the service from then on; the password is shown nowhere."""
    monkeypatch.setenv("PASSWORD_OF_TEST", "canary-password")
    monkeypatch.setenv("KEY_OF_TEST", "canary-key")
    ran = await desk.adds("/a", "--access", LOGIN, "--access", "headers: {X-Key: {env: KEY_OF_TEST}}")
    assert ran.code == 0, ran
    asked = desk.server.asked_for("/a")[0].headers
    assert (asked["authorization"][:6], asked["x-key"]) == ("Basic ", "canary-key")
    assert "    credentials: {user: desk-user, password_env: PASSWORD_OF_TEST}\n" in desk.text
    assert "    headers: {X-Key: {env: KEY_OF_TEST}}\n" in desk.text
    assert "canary" not in ran.out + ran.err + desk.text


async def test_login_stays_with_its_site(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page may name a feed anywhere; its owner is not given the password of the desk."""
    monkeypatch.setenv("PASSWORD_OF_TEST", "canary-password")
    async with HttpServer("127.0.0.12") as elsewhere, ProxyServer() as proxy:
        elsewhere.publishes("/feed", rss(*items(3)).encode())
        link = '<link rel="alternate" type="application/rss+xml" href="http://sahafa.example/feed">'
        desk.server.publishes("/", f"<html><head>{link}</head></html>".encode(), "text/html")
        proxy.knows("akhbar.example:80", desk.server)
        proxy.knows("sahafa.example:80", elsewhere)
        ran = await desk.adds_from("http://akhbar.example/", "--access", LOGIN, "--access", access_by(proxy))
    assert "authorization" in desk.server.asked_for("/")[0].headers
    assert elsewhere.asked_for("/feed")
    assert not [request for request in elsewhere.requests if "authorization" in request.headers]
    assert ("credentials" in desk.text, access_by(proxy) in desk.text) == (False, True)
    assert "is another site: it gets none of the credentials" in ran.err


async def test_feed_is_found_through_a_proxy(desk: Desk) -> None:
    """As over Tor: everything is asked by way of it, and the feed keeps it."""
    async with ProxyServer() as proxy:
        proxy.knows("akhbar.example:80", desk.server)
        ran = await desk.adds_from("http://akhbar.example/a", "--access", access_by(proxy))
    asked = [f"GET http://akhbar.example/{path}" for path in ("robots.txt", "a")]
    assert (ran.code, proxy.asked) == (0, asked), ran
    assert access_by(proxy) in desk.text


@pytest.mark.parametrize(
    "given",
    [
        "credentials: {user: desk, password: canary-password}",
        "proxy: {url: 'http://desk:canary-password@tor:9080'}",
        "headers: {X-Key: canary-password}",
        "url: http://canary-password.example/",
        "[canary-password",
        "credentials: {user: desk, password_env: NOT_SET}",
    ],
)
async def test_wrong_access_is_refused_before_anything_is_asked(desk: Desk, given: str) -> None:
    """A secret on the command line stands in the shell's history; it is not repeated."""
    ran = await desk.adds("/a", "--access", given)
    assert (ran.code, desk.server.requests, desk.text) == (1, [], FEEDS)
    assert ran.err.startswith("marsad: ")
    assert "canary" not in ran.err
    assert "Traceback" not in ran.err


async def test_dry_run_writes_nothing(desk: Desk) -> None:
    """What would be written is shown, in JSON too."""
    ran = await desk.adds("/", "--dry-run", "--first", "2", "--name", "الفرات", "--language", "ckb")
    assert (ran.code, ran.out.count("name: الفرات"), ran.out.count("language: ckb"), desk.text) == (0, 2, 2, FEEDS)
    record = (await desk.adds("/", "--dry-run", "--json")).last
    assert [feed["entries"] for feed in record["found"]] == [9, 3]
    assert (record["added"], record["guess"]) == ([], None)


async def test_double_is_refused_before_anything_is_asked(desk: Desk, configuration: ConfigurationFolder) -> None:
    """The same address in another spelling; file and line are told."""
    settings = {"CONFIG": str(configuration.path), "DATA": str(configuration.path / "none")}
    ran = marsad("feeds", "add", "http://www.enab.example/feed/?utm_source=x", **settings)
    assert (ran.code, desk.text) == (1, FEEDS)
    assert "feeds.yaml:4; nothing was added" in ran.err


async def test_found_double_is_not_added_again(desk: Desk) -> None:
    """Whoever asks by the home page learns that its feed is there; the next best is taken when two are wanted."""
    await desk.adds("/")
    again = await desk.adds("/")
    assert again.code == 1
    assert "already; nothing was added for it" in again.err
    assert (await desk.adds("/", "--first", "2")).code == 0
    assert desk.text.count("url: ") == 3


async def test_private_address_is_refused_unless_allowed(desk: Desk) -> None:
    """The address policy holds at the terminal too, and the way out is named."""
    ran = await desk.adds("/", allowed=False)
    assert (ran.code, desk.text, desk.server.requests) == (1, FEEDS, [])
    assert "refused_address" in ran.out
    assert "--allow-private" in ran.out


async def test_site_without_feed_gets_a_guess(desk: Desk) -> None:
    """Selectors to be checked, never written by themselves."""
    desk.server.publishes("/ar/", LISTED.encode(), "text/html; charset=utf-8")
    ran = await desk.adds("/ar/")
    assert (ran.code, desk.text) == (1, FEEDS)
    assert "listing: {items: 'article.card'}" in ran.out
    assert "أهالي ريف الرقة يطالبون بالماء 0" in ran.out
    assert "marsad feeds test" in ran.out


async def test_no_file_yet_is_begun(desk: Desk, configuration: ConfigurationFolder) -> None:
    """The first feed makes the file."""
    configuration.loses("feeds.yaml")
    assert (await desk.adds("/a")).code == 0
    assert desk.text.startswith(f"feeds:\n  - url: {desk.server.url('/a')}\n    name: 'عاجل: الفرات'\n")


async def test_broken_file_is_told_first(desk: Desk, configuration: ConfigurationFolder) -> None:
    """Nobody waits for a search whose result could not be written."""
    configuration.writes("feeds.yaml", "feeds: [{url: x}]")
    ran = await desk.adds("/")
    assert (ran.code, desk.server.requests) == (1, [])
    assert "feeds.yaml:1: error" in ran.err


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://amal:hunter2@enab.example/", "take user and password out of the url"),
        ("file:///etc/passwd", "must begin with http:// or https://"),
        ("http://[", "not a valid url"),
        ("", "name a host"),
        ("enab example", "may not hold spaces"),
    ],
)
def test_impossible_address_is_usage(address: str, words: str) -> None:
    """Told before anything is asked, and not repeated."""
    ran = marsad("feeds", "add", address)
    assert (ran.code, "hunter2" in ran.err + ran.out) == (2, False)
    assert words in " ".join(ran.err.replace("│", " ").split())


async def test_impossible_values_are_told(desk: Desk) -> None:
    """What feeds.yaml would refuse is not written."""
    ran = await desk.adds("/a", "--language", "classical Arabic")
    assert (ran.code, desk.text) == (1, FEEDS)
    assert "the language cannot be written so" in ran.err


async def test_json_file_stays_json(desk: Desk, configuration: ConfigurationFolder) -> None:
    """Long lists are kept as JSON."""
    configuration.writes("feeds.yaml", '{"feeds": [], "pause": 0}')
    assert (await desk.adds("/a")).code == 0
    assert json.loads(desk.text)["feeds"][0]["name"] == "عاجل: الفرات"


async def test_link_to_the_file_stays_a_link(desk: Desk, configuration: ConfigurationFolder) -> None:
    """Configurations are often links into a repository; what they lead to is changed."""
    file, real = configuration.path / "feeds.yaml", configuration.path / "real.yaml"
    file.rename(real)
    real.chmod(0o600)
    file.symlink_to("real.yaml")
    assert (await desk.adds("/a")).code == 0
    assert (file.is_symlink(), real.stat().st_mode & 0o777) == (True, 0o600)
    assert sorted(path.name for path in configuration.path.glob("*feeds*")) == ["feeds.yaml"]
