"""``marsad check`` on what a feed is asked with: its secrets, its way, and what robots.txt says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.checking import check_folder

if TYPE_CHECKING:
    from tests.scheduler.desk import ConfigurationFolder


def said(configuration: ConfigurationFolder, secrets: dict[str, str] | None = None) -> list[str]:
    """What the check says."""
    return [str(finding) for finding in check_folder(configuration.path, secrets or {})]


def test_feed_that_passes_robots_over_is_told(configuration: ConfigurationFolder) -> None:
    """With the reason that was written down; it is neither a mistake nor a doubt, and one that is off says nothing."""
    feed = "feeds:\n  - url: https://a.example/\n    ignore_robots: the editor allowed it, 2026-11-02\n"
    configuration.writes("feeds.yaml", feed)
    told = "this feed is fetched whatever its robots.txt says: the editor allowed it, 2026-11-02"
    assert said(configuration) == [f"feeds.yaml:3: information: {told}"]
    configuration.writes("feeds.yaml", feed + "    enabled: false\n  - url: https://b.example/\n")
    assert said(configuration) == []


def test_reason_must_be_one(configuration: ConfigurationFolder) -> None:
    """A yes is no reason."""
    configuration.writes("feeds.yaml", "feeds:\n  - url: https://a.example/\n    ignore_robots: 'yes'\n")
    (line,) = said(configuration)
    assert line.startswith("feeds.yaml:3: error: feeds.ignore_robots: write the reason")


def test_secret_of_a_header_must_be_there(configuration: ConfigurationFolder) -> None:
    """Each with its line and its name, and not a word of what it holds."""
    keys = (
        "    headers:\n      X-Key: {env: KEY}\n    cookies: {session: {file: session}}\n    proxy: {url_env: PROXY}\n"
    )
    configuration.writes("feeds.yaml", f"feeds:\n  - url: https://a.example/\n{keys}")
    configuration.writes("session", "canary; admin=1")
    found = said(configuration, {"KEY": "canary\r\nX: 1", "PROXY": "socks5://canary:1"})
    assert sorted(line.split(" (")[0] for line in found) == [
        "feeds.yaml:4: error: X-Key under headers of the feed at a.example cannot be read or sent, or is empty",
        "feeds.yaml:5: error: session under cookies of the feed at a.example cannot be read or sent, or is empty",
        "feeds.yaml:6: error: the proxy of the feed at a.example cannot be read, or is no http://host:port",
    ]
    assert "canary" not in "".join(found)


def test_further_ports_are_no_doubt(configuration: ConfigurationFolder) -> None:
    """What the operator opened for all feeds is open for this one."""
    configuration.writes("feeds.yaml", "ports: [8443]\nfeeds:\n  - url: https://enab.example:8443/rss\n")
    assert said(configuration) == []
    configuration.writes("feeds.yaml", "ports: [0]\nfeeds:\n  - url: https://enab.example/rss\n")
    assert said(configuration)[0].startswith("feeds.yaml:1: error: ports")
