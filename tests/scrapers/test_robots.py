"""What robots.txt forbids is not fetched; an answer is kept for a day, a failure for ten minutes."""

from __future__ import annotations

import asyncio

import pytest

from gateway.addresses import Target
from gateway.proxies import Proxy
from scrapers.fetching import FetchOutcome, FetchResult
from scrapers.robots import Route
from tests.scrapers.robots_site import SITE, Site, allows

HOUR = 3600.0
FORBIDDING = (
    "\ufeffUser-agent: *\nDisallow: /خاص/\nDisallow: /*.pdf$\n\nUser-agent: marsad\nDisallow: /no-marsad\n".encode()
)
FORBIDDING_ALL = b"User-agent: *\nDisallow: /\n"


@pytest.fixture
def site() -> Site:
    """A site without rules yet."""
    return Site()


async def test_forbidden_path_is_denied(site: Site) -> None:
    """Paths are given in Arabic and with wildcards."""
    site.says(FORBIDDING)
    rules = site.rules()
    assert not await allows(rules)
    assert not await allows(rules, "/a/b.pdf")
    assert await allows(rules, "/a/b.pdf?x")
    assert await allows(rules, "/no-marsad")


async def test_group_of_our_name_goes_first(site: Site) -> None:
    """What a site says to us replaces what it says to everyone."""
    site.says(FORBIDDING)
    rules = site.rules("Marsad/0.1 (news watch)")
    assert not await allows(rules, "/no-marsad")
    assert await allows(rules)


async def test_rules_are_read_once_a_day(site: Site) -> None:
    """Neither at each poll nor never again."""
    rules = site.rules()
    for _ in range(3):
        await allows(rules)
    site.now += 23 * HOUR
    await allows(rules)
    assert site.reads == [f"{SITE}/robots.txt"]
    site.says(FORBIDDING_ALL)
    site.now += 2 * HOUR
    assert not await allows(rules)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(FetchOutcome.HTTP_ERROR, 503), (FetchOutcome.HTTP_ERROR, 429), (FetchOutcome.TIMEOUT, None)],
)
async def test_failure_allows_for_ten_minutes(site: Site, outcome: FetchOutcome, status: int | None) -> None:
    """A watch must not go blind because robots.txt cannot be read, nor forget to look again."""
    site.fails(outcome, status)
    rules = site.rules()
    assert await allows(rules)
    site.says(FORBIDDING_ALL)
    site.now += 599
    assert await allows(rules)
    site.now += 2
    assert not await allows(rules)


async def test_last_rules_outlive_a_failure(site: Site) -> None:
    """A site that forbade us does not let us in by breaking down."""
    site.says(FORBIDDING_ALL)
    rules = site.rules()
    await allows(rules)
    site.fails(FetchOutcome.CONNECTION_FAILED)
    site.now += 25 * HOUR
    assert not await allows(rules)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_absent_file_allows_for_a_day(site: Site, status: int) -> None:
    """RFC 9309: whoever has no robots.txt has no rules."""
    site.fails(FetchOutcome.HTTP_ERROR, status)
    rules = site.rules()
    assert await allows(rules)
    site.now += 23 * HOUR
    assert await allows(rules)
    assert len(site.reads) == 1


async def test_many_ask_and_one_reads(site: Site) -> None:
    """A batch of pages of one site reads its robots.txt once."""
    rules = site.rules()
    await asyncio.gather(*(allows(rules, f"/{number}") for number in range(20)))
    assert len(site.reads) == 1


async def test_impatient_caller_spoils_nothing(site: Site) -> None:
    """One of those who wait gives up; the others still get their answer."""
    rules = site.rules()
    impatient, patient = asyncio.create_task(allows(rules)), asyncio.create_task(allows(rules))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient
    assert impatient.cancelled()


async def test_reading_ends_with_the_last_who_waits(site: Site) -> None:
    """A host that is given back is left alone, and whoever comes next does not wait for what another began."""
    rules, began, ended = site.rules(), asyncio.Event(), asyncio.Event()

    async def silence(_: str, __: Route, ___: float) -> FetchResult:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        raise AssertionError

    answering, rules._read = rules._read, silence
    asking = asyncio.create_task(allows(rules))
    await began.wait()
    asking.cancel()
    await asyncio.wait([asking])
    rules._read = answering
    async with asyncio.timeout(1):
        assert await allows(rules)
        await ended.wait()


async def test_hosts_kept_are_bounded(site: Site) -> None:
    """Links lead to more hosts than a memory holds."""
    rules = site.rules(max_hosts=3)
    for number in range(10):
        await rules.allows(f"https://{number}.example/", Route(), 10_000.0)
    assert len(rules._hosts) == 3


async def test_verdicts_kept_are_bounded(site: Site) -> None:
    """So do the pages of one host."""
    site.says(FORBIDDING)
    rules = site.rules()
    for number in range(100):
        assert await allows(rules, f"/{number}")
    assert len(rules._hosts[SITE, None].verdicts) <= 16


async def test_reading_has_a_deadline_of_its_own(site: Site) -> None:
    """A silent robots.txt must leave time for the feed."""
    await allows(site.rules())
    assert site.deadlines == [site.now + 10]


@pytest.mark.parametrize("body", [b"\xff\xfe\x00binary", b"<html>not found</html>", b"Disallow: /\n" * 1000, b"\x00"])
async def test_nonsense_forbids_nothing(site: Site, body: bytes) -> None:
    """Many sites answer every path with a page."""
    site.says(body)
    assert await allows(site.rules())


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("Crawl-delay: 7", 7),
        ("Crawl-delay: 2.5", 2.5),
        ("Crawl-delay: 86400", 30),
        ("Crawl-delay: 0.1", 1),
        ("Crawl-delay: -5", 1),
        ("Crawl-delay: nan", 1),
        ("Request-rate: 1/5", 5),
        ("Request-rate: 30/1m", 2),
        ("Request-rate: 1/" + "9" * 400, 30),
        ("Request-rate: 0/5", 1),
        ("Crawl-delay: 3\nRequest-rate: 1/9", 9),
    ],
)
async def test_delay_that_is_asked_for_is_kept(site: Site, asked: str, seconds: float) -> None:
    """The site knows what it can bear; nobody keeps us away for a day, or makes us come faster than we would."""
    site.says(f"User-agent: *\n{asked}\n".encode())
    await allows(site.rules())
    assert site.pauses.of("akhbar.example") == seconds


async def test_delay_for_others_is_not_ours(site: Site) -> None:
    """What is said to us by name goes before what is said to all."""
    site.says(b"User-agent: *\nCrawl-delay: 20\n\nUser-agent: marsad\nCrawl-delay: 4\n")
    await allows(site.rules("Marsad/0.1 (news watch)"))
    assert site.pauses.of("akhbar.example") == 4


async def test_rules_of_another_way_are_not_ours(site: Site) -> None:
    """A site that turns a proxy's robots.txt away has said nothing to those who come directly; each reads its own."""
    rules, proxy = site.rules(), Proxy(Target("tor", 9080), allow_private=True)
    site.says(FORBIDDING_ALL)
    assert not await allows(rules)
    site.fails(FetchOutcome.HTTP_ERROR, 403)
    assert await rules.allows(f"{SITE}/a", Route(proxy=proxy), 10_000.0)
    assert not await allows(rules)
    assert [route.proxy for route in site.routes] == [None, proxy]


async def test_delay_outlives_a_failure_and_ends_with_its_file(site: Site) -> None:
    """A site that breaks down is not asked faster for it; one that takes its wish back is believed at once."""
    rules = site.rules()
    site.says(b"User-agent: *\nCrawl-delay: 20\n")
    await allows(rules)
    site.fails(FetchOutcome.HTTP_ERROR, 503)
    site.now += 25 * HOUR
    await allows(rules)
    assert site.pauses.of("akhbar.example") == 20
    site.says(b"User-agent: *\nAllow: /\n")
    site.now += 601
    await allows(rules)
    assert site.pauses.of("akhbar.example") == 1
