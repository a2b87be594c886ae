"""Who blocks us is named by what each is known for, and a page of news is never taken for a challenge."""

from __future__ import annotations

import pytest

from scrapers.blocker_signs import BLOCKERS
from scrapers.blockers import blocked_by, stands_behind
from tests.scrapers.documents import items, page, rss

CHALLENGES = {
    "Cloudflare": (403, {"cf-mitigated": "challenge", "server": "cloudflare"}, b"<title>Just a moment...</title>"),
    "Imperva": (200, {}, b"<html><body>Request unsuccessful. Incapsula incident ID: 1-2</body></html>"),
    "DataDome": (403, {}, b"<script src='https://ct.captcha-delivery.com/c.js'></script>"),
    "AWS WAF": (202, {"x-amzn-waf-action": "challenge"}, b""),
    "Akamai": (200, {}, b"<html><div id='sec-if-cpt-container'></div></html>"),
    "DDoS-Guard": (403, {}, b"<script src='https://check.ddos-guard.net/check.js'></script>"),
    "Sucuri": (307, {"x-sucuri-block": "1"}, b""),
    "PerimeterX": (403, {}, b"<script>window._pxAppId = 'PX1';</script>"),
    "SiteGround": (202, {"sg-captcha": "challenge"}, b""),
}


@pytest.mark.parametrize("name", CHALLENGES)
def test_challenge_names_its_maker(name: str) -> None:
    """With any status: some answer 200 or 202, and a feed would seem to be a broken page."""
    assert blocked_by(*CHALLENGES[name]) == name


@pytest.mark.parametrize("name", [blocker.name for blocker in BLOCKERS])
def test_feed_that_writes_of_a_blocker_is_a_feed(name: str) -> None:
    """News may be about Cloudflare, and quote what its pages say."""
    (blocker,) = (each for each in BLOCKERS if each.name == name)
    document = rss(*items(1)).encode() + b" ".join(blocker.words)
    assert blocked_by(200, {}, document) is None


@pytest.mark.parametrize("blocker", BLOCKERS, ids=lambda blocker: blocker.name)
def test_site_behind_a_blocker_answers(blocker: object) -> None:
    """A third of all sites stands behind one; an answer that came through is the site's own."""
    assert isinstance(blocker, type(BLOCKERS[0]))
    headers = {name: value or "x" for name, value in blocker.shown}
    assert (blocked_by(200, headers, page().encode()), stands_behind(200, headers)) == (None, None)


def test_refusal_names_its_way() -> None:
    """Perhaps the site itself refuses; but it helps to know who stands before it."""
    headers = {"server": "cloudflare"}
    assert (blocked_by(403, headers, b"Forbidden"), stands_behind(403, headers)) == (None, "Cloudflare")


def test_words_are_written_small() -> None:
    """They are looked for in small letters."""
    assert all(words == words.lower() for blocker in BLOCKERS for words in blocker.words)
