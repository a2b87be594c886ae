"""A list of other articles with their summaries is told from the article's own boxes."""

from __future__ import annotations

import time

import pytest

from scrapers.extraction.cards import Cards
from tests.scrapers.extraction_pieces import LATIN, PARAGRAPHS, tree_of

SUMMARIES = (*PARAGRAPHS[:2], LATIN)


def cards(*summaries: str, head: str = "<h3><a href='/1'>خبر من حلب</a></h3>", name: str = "item") -> str:
    """A list of boxes."""
    return "<div>" + "".join(f"<div class='{name}'>{head}<p>{text}</p></div>" for text in summaries) + "</div>"


def found(html: str) -> list[bool]:
    """Whether each paragraph stands in a card."""
    cards = Cards(tree := tree_of(html))
    return [cards.hold(paragraph) for paragraph in tree.iter("p")]


@pytest.mark.parametrize("head", ["<h3><a href='/1'>خبر</a></h3>", "<a href='/1'><h4>Aleppo</h4></a>"])
def test_summaries_below_linked_headlines_are_in_cards(head: str) -> None:
    """Their places would alert as this article's."""
    assert found(cards(*SUMMARIES, head=head)) == [True, True, True]


@pytest.mark.parametrize("card", ["<li><a href='/1'>حلب</a><p>{}</p></li>", "<a href='/1'><h3>حلب</h3><p>{}</p></a>"])
def test_items_and_links_are_cards_too(card: str) -> None:
    """Some lists have no headings, some are links as a whole."""
    assert found("<ul>" + "".join(card.format(text) for text in SUMMARIES) + "</ul>") == [True, True, True]


@pytest.mark.parametrize(
    "html",
    [
        cards(*SUMMARIES[:2]),
        cards(*SUMMARIES, head="<h3>عنوان فرعي</h3>"),
        cards(*[text * 9 for text in SUMMARIES]),
        f"<article><h2><a href='/self'>هجين</a></h2><p>{LATIN}</p></article>",
        f"<body><h2><a href='/'>هجين</a></h2><p>{LATIN}</p></body>",
        "".join(f"<h3><a href='/{n}'>فصل</a></h3><p>{LATIN}</p>" for n in range(4)),
        cards(*SUMMARIES, head="<h3><a href='/live#2'>12:30</a></h3>"),
        "".join(f"<section><h2><a href='#{n}'>فصل</a></h2>" + f"<p>{LATIN}</p>" * 3 + "</section>" for n in range(4)),
    ],
    ids=["two alone", "not linked", "long", "an article", "no box", "subheadings", "live", "chapters"],
)
def test_article_of_its_own_is_no_card(html: str) -> None:
    """A chapter with a link to itself is the article's."""
    assert not any(found(html))


def test_thousands_of_cards_cost_a_moment() -> None:
    """A hostile page of them would cost a minute, were each counted for each."""
    html = cards(*(f"{LATIN} {number}" for number in range(3_000)))
    started = time.process_time()
    assert all(found(html))
    assert time.process_time() - started < 1.0
