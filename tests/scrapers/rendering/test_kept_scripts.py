"""Scripts are kept for their feed alone, for a while, and within bounds."""

from __future__ import annotations

from scrapers.rendering.kept_scripts import KEEP_SECONDS, MOST_BYTES, KeptScripts
from scrapers.rendering.records import Part

FEED, URL = "https://a.example/rss", "https://a.example/app.js"


def script(size: int = 10, status: int = 200) -> Part:
    """A script of so many bytes."""
    return Part(status, "text/javascript", b"x" * size)


def test_script_is_kept_for_its_feed_a_while() -> None:
    """Another feed may have another login, or another way out."""
    now = [0.0]
    kept = KeptScripts(lambda: now[0])
    kept.keep(FEED, URL, script())
    assert kept.get(FEED, URL) == script()
    assert kept.get("https://b.example/rss", URL) is None
    now[0] = KEEP_SECONDS
    assert kept.get(FEED, URL) is None


def test_failures_are_not_kept() -> None:
    """The next page may have better luck."""
    kept = KeptScripts()
    kept.keep(FEED, URL, script(status=503))
    assert kept.get(FEED, URL) is None


def test_oldest_go_when_it_is_too_much() -> None:
    """A site with endless scripts takes no more memory than one."""
    kept, size = KeptScripts(), MOST_BYTES // 4
    for number in range(6):
        kept.keep(FEED, f"{URL}?{number}", script(size))
        kept.keep(FEED, f"{URL}?{number}", script(size))
    assert [number for number in range(6) if kept.get(FEED, f"{URL}?{number}")] == [2, 3, 4, 5]
