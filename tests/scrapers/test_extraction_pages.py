"""Whole pages of the region's sites come out exactly (tests/extraction_pages, whose README.md says what is body)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import pytest

from scrapers.extraction.page import extract_page
from tests.extraction_pages.comparing import difference, lines_of, table
from tests.extraction_pages.facts import fact_expected, fact_found
from tests.extraction_pages.not_yet import as_yaml, not_yet, wrong_now
from tests.extraction_pages.pages import Page, article_pages, gate_pages

if TYPE_CHECKING:
    from scrapers.parsing.results import ExtractedPage

PAGES = {page.name: page for page in article_pages()}
NOT_YET = not_yet()
NAMES = {
    "cookie_wall", "paywall", "login_page", "blocked", "soft_404", "needs_javascript", "short_body", "empty",
}  # fmt: skip


def case(name: str, part: str) -> object:
    """A part of a page, expected to fail while the list says so."""
    marks = [pytest.mark.xfail(reason="not_yet.yaml", strict=True)] if part in NOT_YET.get(name, []) else []
    return pytest.param(name, part, marks=marks, id=f"{name}-{part}")


@cache
def extracted(name: str) -> ExtractedPage:
    """What is found in a page."""
    page = PAGES[name]
    return extract_page(page.sent, page.url, page.content_type)


@pytest.mark.parametrize(("name", "part"), [case(name, "body") for name in PAGES])
def test_body_comes_out_exactly(name: str, part: str) -> None:
    """A lost lead is a lost alert, and a place named in a related article a false one."""
    found = difference(PAGES[name].paragraphs, lines_of(extracted(name).body))
    assert not found, f"- missing, + extra\n{found.shown}"


@pytest.mark.parametrize(("name", "part"), [case(name, fact) for name, page in PAGES.items() for fact in page.facts])
def test_fact_comes_out(name: str, part: str) -> None:
    """Title, byline, times, language, section, address and image, as the page states them."""
    stated = PAGES[name].facts[part]
    assert fact_found(extracted(name), part, stated) == fact_expected(part, stated)


def test_pages_are_as_the_readme_says() -> None:
    """Sites with one page show no shared furniture; an article of a line tests nothing."""
    sites = Counter(page.site for page in PAGES.values())
    assert len(PAGES) >= 24
    assert min(sites.values()) >= 2
    assert all(1 < len(page.paragraphs) <= 25 for page in PAGES.values())
    assert {page.facts["language"] for page in PAGES.values()} == {
        "ar", "ckb", "en", "fa", "he", "ku", "ru", "tr", "uk",
    }  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_page_holds_its_article(name: str) -> None:
    """A slip of the pen in the expected text would otherwise look like a fault of the extractor."""
    text = " ".join(unescape(re.sub("<[^>]*>", "", PAGES[name].html)).split())
    assert not [line for line in PAGES[name].paragraphs if line.strip("| ").replace(" | ", " ") not in text]


def test_list_of_faults_names_pages() -> None:
    """A page that was renamed would leave its line behind."""
    known = {name: {"body", *page.facts} for name, page in PAGES.items()}
    assert all(set(parts) <= known[name] for name, parts in NOT_YET.items())


def test_every_name_of_the_gate_has_a_page() -> None:
    """Each page that is no article has its name, and words of the feed that can stand in."""
    pages = gate_pages()
    assert {page.expected for page in pages} == NAMES
    assert all(page.sent and page.feed_title and page.feed_summary for page in pages)


def test_difference_shows_what_cannot_be_seen() -> None:
    """A lost joiner and a lost lead are told apart from furniture at a glance."""
    found = difference(["نخست", "می\u200cگوید", "پایان"], ["می\u200cگوید", "پایان", "لینک\u200cها"])
    assert (found.missing, found.extra) == (("نخست",), ("لینک\u200cها",))
    assert found.shown == "- نخست\n  می\u200cگوید\n  پایان\n+ لینک<ZWNJ>ها"


def test_table_has_a_row_a_site() -> None:
    """Whoever works on the extractor sees where lines are missing or too many."""
    page = Page("site", "site/one", "https://news.example/1", "text/html", "<p>x</p>", "utf-8", ("y",), {"title": "t"})
    _, row = table([page]).splitlines()
    assert row.split()[:4] == ["site", "1", "0", "1"]
    assert as_yaml(wrong_now([page])) == "site/one: [body, title]\n"
