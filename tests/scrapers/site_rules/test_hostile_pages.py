"""A rule costs a parser process no more than its limits, on whatever page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scrapers.parsing.options import ParserOptions
from scrapers.parsing.pool import Parsers
from scrapers.site_rules.rule import SiteRule
from tests.scrapers.documents import PARAGRAPHS, page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

URL = "https://enab.example/1"
GREEDY = SiteRule(
    "enab.example",
    body="* * *, div ~ div p, .a .a .a, p + p",
    remove=(".a .a .b", "div ~ div ~ .b", "p:nth-last-of-type(3n) .b", ":not(p) > .b") * 5,
    title="p:nth-child(5000), div div div h1",
    date="* > * > * + time",
    author=".a ~ .a .by",
)
NESTED = "<div class=a>" * 10_000 + "نص" + "</div>" * 10_000
MANY = "".join(f"<div class='a b'><p class=a>فقرة رقم {number} من صفحة طويلة</p></div>" for number in range(60_000))


@pytest.fixture
async def parsers() -> AsyncIterator[Parsers]:
    """As in production, but for the time: other tests keep the machine busy."""
    parsers = Parsers(ParserOptions(page_seconds=60))
    yield parsers
    await parsers.stop()


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(page(title="x").replace("</body>", NESTED), id="nested"),
        pytest.param(page(title="x").replace("</body>", MANY), id="five-megabytes"),
        pytest.param(f"<html><body>{'<p class=a>x</p>' * 15_000}", id="flat"),
        pytest.param(f"<html><body><p class='{'a ' * 2_000_000}'>x</p>", id="attribute"),
    ],
)
async def test_rule_stays_within_the_limits(parsers: Parsers, html: str) -> None:
    """The worst rule that can be written, on pages that are made for it: it is read all the same, within its memory."""
    found = await parsers.extract(html.encode(), URL, "text/html; charset=utf-8", "", GREEDY)
    assert (found.extractor, bool(found.body)) == ("rule", True)
    good = await parsers.extract(page().encode(), URL, None, "", SiteRule("enab.example", body="article, p"))
    assert PARAGRAPHS[0] in good.body
