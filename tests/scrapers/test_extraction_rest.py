"""What an extractor left of an article in its page is found again, and nothing else with it."""

from __future__ import annotations

import pytest
from hypothesis import given

from scrapers.extraction.rest import with_rest
from tests.scrapers.extraction_pieces import LATIN, LEAD, MIXED, PARAGRAPHS, blocks_of, html, lines, paragraphs

BODY = (LEAD, *PARAGRAPHS[:3])
REST = (MIXED, LATIN)


def box(*texts: str, name: str = "story") -> str:
    """A box of paragraphs."""
    return f"<div class='{name}'>{paragraphs(*texts)}</div>"


def test_text_goes_on_in_the_next_box() -> None:
    """An advertisement between two boxes is not the end of the article."""
    page = blocks_of(box(*BODY) + "<div class=ad>إعلان</div>" + box(*REST))
    assert with_rest(BODY, page) == (*BODY, *REST)


def test_paragraph_left_out_amid_the_text_has_its_place() -> None:
    """A hole in the middle would otherwise be seen by nobody."""
    page = blocks_of(box(*BODY[:2], MIXED, *BODY[2:]))
    assert with_rest(BODY, page) == (*BODY[:2], MIXED, *BODY[2:])


def test_first_paragraph_of_the_box_comes_back() -> None:
    """The first sentence is the one that says what happened."""
    page = blocks_of(f"<div class='story'><p class='intro'>{MIXED}</p>{paragraphs(*BODY)}</div>")
    assert with_rest(BODY, page) == (MIXED, *BODY)


def test_box_without_a_class_is_known_by_itself() -> None:
    """Nameless boxes are all over a page; only the article's own counts."""
    page = blocks_of(f"<div>{paragraphs(*BODY, MIXED)}</div><div>{paragraphs(LATIN)}</div>")
    assert with_rest(BODY, page) == (*BODY, MIXED)


@pytest.mark.parametrize(
    "after",
    [
        box(LATIN, name="comments"),
        f"<h1>خبر آخر</h1>{box(LATIN)}",
        "<hr>" + "<p>خبر</p>" * 13 + box(LATIN),
        box(f"<a href='/other'>{LATIN}</a>"),
        f"<div class='story'><p class='related'>{LATIN}</p></div>",
        box("تابعونا على تلغرام"),
        box(PARAGRAPHS[1]),
    ],
    ids=["other make", "next title", "far away", "a link", "beside", "furniture", "said before"],
)
def test_what_is_not_the_article_stays_out(after: str) -> None:
    """Another article's words would alert as this one's."""
    assert with_rest(BODY, blocks_of(box(*BODY) + after)) == BODY


def test_next_article_of_an_endless_page_stays_out() -> None:
    """It is made alike; only its own element tells it apart."""
    page = blocks_of(f"<article>{box(*BODY)}</article><article>{box(*REST)}</article>")
    assert with_rest(BODY, page) == BODY


def test_body_cut_elsewhere_than_the_page_is_said_once() -> None:
    """An extractor may part a paragraph in two lines; the whole of it must not come beside them."""
    parted = (BODY[0][:60], BODY[0][60:], *BODY[1:])
    assert with_rest(parted, blocks_of(box(*BODY))) == parted


def test_few_paragraphs_tell_nothing() -> None:
    """Two paragraphs in a box of a card may be all that a teaser has."""
    assert with_rest(BODY[:2], blocks_of(box(*BODY[:2]) + box(*REST))) == BODY[:2]


@given(html, lines)
def test_no_line_is_lost_or_moved(page: str, body: list[str]) -> None:
    """Whatever the page, this step only adds."""
    whole = iter(with_rest(body, blocks_of(page)))
    assert all(line in whole for line in body)
