"""``marsad feeds test`` tries the rules for sites on live pages, before the service reads by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scheduler.trial_desk import Desk
from tests.scrapers.documents import PARAGRAPHS, Item, page
from tests.servers.http import HttpServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from archive.database import Archive
    from tests.scheduler.desk import ConfigurationFolder

RULE = {"host": "127.0.0.1", "body": "article, p", "remove": [".ad"], "title": "h1", "date": "time.odd"}


@pytest.fixture
async def desk(archive: Archive, configuration: ConfigurationFolder, tmp_path: Path) -> AsyncIterator[Desk]:
    """A feed of four entries with a page each; an advertisement stands on the second."""
    async with HttpServer() as server:
        desk = Desk(server, archive, configuration, tmp_path)
        desk.publishes(*(Item(link=server.url(f"/{number}"), guid=f"urn:{number}") for number in range(1, 5)))
        for number in range(1, 5):
            desk.shows(f"/{number}", page(title=f"عنوان الصفحة رقم {number}"))
        desk.shows("/2", page(title="عنوان").replace("</h1>", "</h1><p class=ad>إعلان</p>"))
        yield desk


async def test_selectors_are_counted_on_three_pages(desk: Desk) -> None:
    """With the beginning of what each found; one that found nothing anywhere is a finding."""
    desk.sites = [RULE]
    out = (await desk.tests(code=1)).out
    told = out.partition("Rule for 127.0.0.1, tried on 3 pages\n")[2].splitlines()
    assert [line.strip() for line in told[:3]] == ["remove  1 of 3  .ad", "إعلان", "body    3 of 3  article, p"]
    assert PARAGRAPHS[0][:20] in told[3]
    assert told[4:6] == ["  title   3 of 3  h1", f"{'':18}عنوان الصفحة رقم 1"]
    assert told[6:] == ["  date    0 of 3  time.odd"]
    asked = [request.path for request in desk.server.requests]
    assert [asked.count(path) for path in ("/1", "/2", "/3", "/4")] == [1, 1, 1, 0]


async def test_rule_that_finds_all_is_well(desk: Desk) -> None:
    """Also in the record, for scripts."""
    desk.sites = [{"host": "127.0.0.1", "body": "article, p"}]
    (rule,) = (await desk.finds())["rules"]
    (selector,) = rule["selectors"]
    assert (rule["host"], rule["pages"]) == ("127.0.0.1", 3)
    assert (selector["key"], selector["css"], selector["pages"]) == ("body", "article, p", 3)


async def test_feed_without_a_rule_costs_one_page(desk: Desk) -> None:
    """Rules for other sites are not its business."""
    desk.sites = [RULE | {"host": "enab.example"}]
    assert (await desk.finds())["rules"] == []
    assert "/2" not in [request.path for request in desk.server.requests]


async def test_pages_that_cannot_be_had_are_a_finding(desk: Desk) -> None:
    """Whether the rule is right is not known then."""
    desk.sites = [RULE]
    for number in range(1, 5):
        desk.server.answers_with(f"/{number}", 503)
    out = (await desk.tests(code=1)).out
    assert "Rule for 127.0.0.1, tried on 0 pages\n  no page of it could be read" in out
