"""JSON-LD as it is found: broken, nested, of many articles, hostile."""

from __future__ import annotations

import json
import time

import pytest

from archive.origins import Origin
from tests.scrapers.metadata_pages import URL, headed, linked, said

HEADLINE = "هدوء حذر في هجين"
GOOD = '{"@type":"NewsArticle","headline":"هدوء حذر في هجين","datePublished":"2026-11-05T10:00:00Z"}'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"[{GOOD}]",
        f"[[{GOOD}]]",
        f'{{"@graph":[{{"@type":"WebSite","name":"عين"}},{GOOD}]}}',
        f'{{"@type":"WebPage","mainEntity":{GOOD}}}',
        f'{{"@type":"WebPage","mainEntityOfPage":[{GOOD}]}}',
        GOOD.replace('"NewsArticle"', '["Thing","ReportageNewsArticle"]'),
        GOOD.replace('"NewsArticle"', '"https://schema.org/NewsArticle"'),
        GOOD.replace('"NewsArticle"', '"LiveBlogPosting"'),
        GOOD.replace("حذر في", "حذر\n\tفي"),
        GOOD.replace("}", ",}"),
        f"[{GOOD},]",
        f"<!-- {GOOD} -->",
        f"//<![CDATA[\n{GOOD}\n//]]>",
        f"/* <![CDATA[ */ {GOOD} /* ]]> */",
        f"\ufeff{GOOD};",
        f'{{"@type":"WebSite"}}\n{GOOD}',
        f'{{"@type":"WebSite"}},{GOOD}',
        f"{GOOD} trailing words",
        GOOD.replace('"', "&quot;"),
        GOOD.replace("{", '{"description":"it\\\'s \\x27 \\u12",', 1),
        GOOD.replace("{", '{"description":"a, ] and , }",', 1),
    ],
)
def test_broken_json_is_mended(text: str) -> None:
    """Templates glue JSON together; a comma too many would cost title and date."""
    found = said(linked(text))
    assert (found.title, found.origins.title) == (HEADLINE, Origin.JSON_LD)
    assert found.published is not None
    assert found.origins.published is Origin.JSON_LD


@pytest.mark.parametrize(
    "broken", ['"headline":"قال "لن نعود" إلى هجين",', '"headline":,', '"image":undefined,', "'section':'x',"]
)
def test_dates_outlive_what_is_broken_beyond_mending(broken: str) -> None:
    """Quotation marks within a headline break many a template; the dates stand there unharmed."""
    found = said(linked('{"@type":"NewsArticle",' + broken + '"datePublished":"2026-11-05T10:00:00+03:00"}'))
    assert found.published is not None
    assert (found.published.isoformat(), found.origins.published) == ("2026-11-05T10:00:00+03:00", Origin.JSON_LD)


def test_dates_of_several_broken_articles_are_nobodys() -> None:
    """Which of them is this page's cannot be told."""
    articles = [f'{{"headline":"a"b","datePublished":"2026-11-0{day}T10:00:00Z"}}' for day in (4, 5)]
    assert said(linked(f"[{','.join(articles)}]"), guess=False).published is None


@pytest.mark.parametrize(
    "text",
    ["", "null", "17", '"x"', "[]", "{}", "{", '{"@type":', "{'@type':'NewsArticle'}", '{"@type":{"a":1}}', "<html>"],
)
def test_what_cannot_be_mended_costs_nothing(text: str) -> None:
    """The next place is asked."""
    page = linked(text).replace("<body>", f"<body><h1>{HEADLINE}</h1>")
    assert (said(page).title, said(page).origins.title) == (HEADLINE, Origin.PAGE)


@pytest.mark.parametrize("value", ["null", "17", "true", "[]", "{}", '[{"a":[{}]}]', '""', "1e999", "[[[]]]"])
@pytest.mark.parametrize(
    "name",
    ["headline", "datePublished", "dateModified", "author", "articleSection", "image", "url", "publisher", "@id"],
)
def test_odd_values_are_no_crash(name: str, value: str) -> None:
    """Any property may be of any kind."""
    found = said(linked(f'{{"@type":"NewsArticle","mainEntityOfPage":"{URL}","{name}":{value}}}'))
    assert found.published is None


def test_article_of_this_page_is_taken() -> None:
    """A page carries the data of the articles beside it too, some of them first."""
    other = GOOD.replace("هدوء حذر في هجين", "خبر آخر").replace("{", '{"url":"https://www.alfurat-news.example/2",', 1)
    own = GOOD.replace("{", f'{{"mainEntityOfPage":{{"@id":"{URL}?utm_source=x"}},', 1)
    assert said(linked(f"[{other},{own}]")).title == HEADLINE
    assert said(linked(f"[{own},{other}]")).title == HEADLINE
    lists = f'[{{"@type":"ItemList","itemListElement":[{other}]}},{GOOD}]'
    assert said(linked(lists)).title == HEADLINE


def test_section_and_image_are_read() -> None:
    """A list gives its first."""
    page = {"@type": "NewsArticle", "articleSection": ["سوريا", "أخبار"], "image": [{"url": "/i/1.jpg"}, "/i/2.jpg"]}
    found = said(linked(json.dumps(page)))
    assert (found.section, found.origins.section) == ("سوريا", Origin.JSON_LD)
    assert (found.image_url, found.origins.image_url) == ("https://www.alfurat-news.example/i/1.jpg", Origin.JSON_LD)


@pytest.mark.parametrize(
    "html",
    [
        linked("[" * 200_000),
        linked('{"@graph":' * 100_000),
        linked('{"@graph":[' + ",".join([GOOD] * 3_000) + "]}"),
        linked('{"mainEntity":' * 900 + GOOD + "}" * 900),
        linked('{"@type":"NewsArticle","headline":"' + "\\" * 400_000 + '"}'),
        linked('"' + ", " * 200_000),
        linked("<!--" * 100_000 + GOOD),
        linked("&quot;" * 80_000),
        linked('{"a":"' + "x" * 5_000_000 + '"}'),
        headed("".join(f'<script type="application/ld+json">{{"a":{n}}}</script>' for n in range(20_000))),
        headed("".join(f'<meta property="p{n}" content="x">' for n in range(50_000))),
        headed(f"<title>{'a - ' * 100_000}</title><meta property='og:title' content='{'b | ' * 100_000}'>"),
        headed(body=f"<h1>{'ط ' * 500_000}</h1>"),
        headed(body="<h1>x</h1>" + "<div>" * 3_000 + "<time>x</time>" * 5_000),
        headed(body="<h1>هجين</h1>" + "<p>5 نوفمبر " * 100_000),
        headed(body="<h1>هجين</h1><p>" + "1 " * 500_000),
        headed(body="<div itemprop='author'>" * 3_000 + "<h1>x</h1>"),
        headed(f"<meta name='author' content='{'By ' * 100_000}'>"),
    ],
)
def test_hostile_page_is_bounded(html: str) -> None:
    """However much stands in it, reading what a page says of itself costs a moment."""
    started = time.process_time()
    said(html)
    assert time.process_time() - started < 5
