"""Texts that are made to cost: each is compared in the time of an ordinary one, or a few."""

from __future__ import annotations

import time

import pytest

from scrapers.copies.deciding import judge
from scrapers.copies.figures import figures_of
from scrapers.copies.sketching import sketch_of
from tests.scrapers.copies.reports import ARABIC, report

HOSTILE = {
    "a megabyte": ARABIC * 1500,
    "combining marks": "ا" + "\u0650" * 300_000 + ARABIC,
    "no spaces": "ابجد" * 250_000,
    "one word": "نعم " * 250_000,
    "two words": "نعم لا " * 100_000,
    "digits": "1" * 500_000,
    "numbers": "1 200 " * 100_000,
    "number words": "ثلاثة وعشرون ألفا و " * 50_000,
    "emoji": "😀🏽" * 100_000,
    "lone surrogates": "\ud800 مقتل " * 20_000,
    "line separators": "\u2028".join([ARABIC] * 300),
    "brackets": "(" * 300_000 + ") - ",
}
MOST_SECONDS = 3


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_costs_little(body: str) -> None:
    """One page must not hold up the others."""
    started = time.process_time()
    text = report(body, outlet="hostile.example", title="x")
    sketch_of(text)
    figures_of(body)
    judge(text, {1: report(body + " مختلف", title="x"), 2: report(body[::-1], title="x"), 3: report(ARABIC)})
    assert time.process_time() - started < MOST_SECONDS
