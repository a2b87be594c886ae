"""The article comes out of its page: all its paragraphs, none of the furniture, and what the page says about it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scrapers.extraction.page import extract_page
from scrapers.extraction.plain_text import strip_html
from scrapers.parsing.results import ExtractedPage, ParseFailed, ParseReason
from tests.scrapers.documents import LEAD, PARAGRAPHS, page

URL = "https://news.example/ar/1"
JSON_LD = """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"WebSite","name":"وكالة الفرات"},{"@type":"NewsArticle","headline":"هدوء حذر في هجين","author":
[{"@type":"Person","name":"ليلى حسن"},{"name":"https://news.example/a"}],"datePublished":"2024-11-05T10:00:00+03:00"}]}
</script>"""
META = """<meta property="og:title" content="هدوء حذر في هجين | وكالة الفرات"><meta property="og:site_name"
content="وكالة الفرات"><meta name="author" content="ليلى حسن"><meta property="article:published_time"
content="2024-11-05T07:00:00Z">"""


def extracted(html: str, content_type: str | None = "text/html; charset=utf-8") -> ExtractedPage:
    """What is found in a page."""
    return extract_page(html.encode(), URL, content_type)


def test_body_is_the_article() -> None:
    """Each paragraph, the lead above all, and neither navigation nor related links nor footer."""
    found = extracted(page())
    assert all(paragraph in found.body for paragraph in PARAGRAPHS)
    assert not any(furniture in found.body for furniture in ("قسم رقم", "مواضيع ذات صلة", "جميع الحقوق"))


@pytest.mark.parametrize("head", [JSON_LD, META])
def test_page_speaks_for_itself(head: str) -> None:
    """Title, author and the exact instant come from what the page says to machines."""
    found = extracted(page(head=head))
    assert (found.title, found.author, found.language) == ("هدوء حذر في هجين", "ليلى حسن", "ar")
    assert found.published is not None
    assert found.published == datetime(2024, 11, 5, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "head", ['<script type="application/ld+json">{"@type": [</script>', "<meta property='og:title'>"]
)
def test_broken_metadata_costs_nothing(head: str) -> None:
    """A page with broken JSON still has its body and its headline."""
    found = extracted(page(head=head))
    assert LEAD in found.body
    assert "هدوء حذر في هجين" in found.title


@pytest.mark.parametrize("joiner", ["\u200c", "&zwnj;", "&#8204;", "&#x200C;"])
def test_non_joiners_survive(joiner: str) -> None:
    """Without them Persian and Sorani words are glued together and no name in them is found."""
    sentence = f"او می{joiner}گوید که خانه{joiner}های روستا در جنگ ویران شده{joiner}اند و مردم برنگشته{joiner}اند."
    found = extracted(page(title=f"خانه{joiner}های ویران", paragraphs=(sentence, *PARAGRAPHS)))
    assert sentence.replace(joiner, "\u200c") in found.body
    assert "خانه\u200cهای" in found.title


def test_short_article_is_found() -> None:
    """A breaking item of two sentences is an article too."""
    assert LEAD in extracted(page(paragraphs=(LEAD, "يتبع."))).body


@pytest.mark.parametrize("html", ["  \n", "<!-- nothing --><!-- here -->"])
def test_blank_page_is_empty(html: str) -> None:
    """An answer without anything in it has a name."""
    with pytest.raises(ParseFailed) as failure:
        extracted(html)
    assert failure.value.reason is ParseReason.EMPTY


def test_deep_nesting_is_read() -> None:
    """Twenty thousand nested elements end in a body or in none, not in an exception."""
    extracted(f"<html><body>{'<div>' * 20_000}<p>{LEAD}</p></body></html>")


def test_feed_html_becomes_paragraphs() -> None:
    """What stands in for a page reads like text: blocks are lines, entities are characters, forms are gone."""
    html = (
        "<p>أولاً&nbsp;<b>هجين</b></p><ul><li>ثانياً</li></ul><style>x{}</style><form>بحث</form>"
        "ثالثاً<br>رابعاً &amp; أخيراً"
    )
    assert strip_html(html) == "أولاً هجين\nثانياً\nثالثاً\nرابعاً & أخيراً"


def test_plain_feed_text_stays() -> None:
    """A description without markup is text already."""
    assert strip_html("قال < 5 أشخاص") == "قال < 5 أشخاص"
    assert strip_html(" ") == ""
