"""Which groups of robots.txt speak of us, however its author writes names, and however many there are."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.scrapers.robots_site import Site, allows

US = "Marsad/0.1 (news watch; +mailto:desk@example.org)"
HALF_A_MEGABYTE = 512 * 1024
MONSTERS = {
    "names and rules": b"".join(b"User-agent: b%d\n" % n for n in range(15_000))
    + b"User-agent: *\n"
    + b"".join(b"Disallow: /%d\n" % n for n in range(20_000)),
    "rules": b"User-agent: *\n" + b"".join(b"Disallow: /p%d\n" % n for n in range(38_000)),
    "wildcards": b"User-agent: *\n" + b"".join(b"Disallow: /*p%d*q\n" % n for n in range(32_000)),
    "names": b"".join(b"User-agent: b%d\nDisallow: /\n" % n for n in range(20_000)),
}


@pytest.fixture
def site() -> Site:
    """A site without rules yet."""
    return Site()


@pytest.mark.parametrize("name", ["Marsad", "MARSAD", "marsad/1.0", "Marsad*", " marsad  # us"])
async def test_our_name_is_known_in_any_spelling(site: Site, name: str) -> None:
    """A newsroom that wants us gone, or in, writes our name as it stands in its log."""
    site.says(f"User-agent: {name}\nDisallow: /\n\nUser-agent: *\nAllow: /\n".encode())
    assert not await allows(site.rules(US))


@pytest.mark.parametrize(
    "name", ["mars", "m", "news", "watch", "desk", "example.org", "marsadbot", "my-marsad", "https"]
)
async def test_names_of_others_are_not_ours(site: Site, name: str) -> None:
    """Nor is a word of what we say beside our name: such a group would forbid or free what was said to another."""
    site.says(f"User-agent: {name}\nDisallow: /\n\nUser-agent: *\nAllow: /\n".encode())
    assert await allows(site.rules(US))


async def test_groups_of_our_name_are_one(site: Site) -> None:
    """Several names may share a group, and one name may have several, with sitemaps and comments between."""
    site.says(
        b"User-agent: other\nUser-agent: Marsad\nSitemap: https://a.example/s.xml\nDisallow: /one # first\n"
        b"User-agent: *\nDisallow: /\nuseragent marsad\ncrawl-delay: 7\nDisallow: /two\n"
    )
    rules = site.rules(US)
    assert [await allows(rules, path) for path in ("/one", "/two", "/three")] == [False, False, True]
    assert site.pauses.of("akhbar.example") == 7


@pytest.mark.parametrize("kind", ["names and rules", "rules", "wildcards", "names"])
async def test_monstrous_file_holds_up_nobody(site: Site, kind: str) -> None:
    """Half a megabyte that is worst for the parser: it once took minutes, in which no other feed was polled."""
    site.says(MONSTERS[kind][:HALF_A_MEGABYTE])
    rules = site.rules(US)
    reading, naps, began = asyncio.create_task(allows(rules)), 0, time.monotonic()
    while not reading.done():
        await asyncio.sleep(0.005)
        naps += 1
    assert await reading
    assert time.monotonic() - began < 10
    assert naps > 3
