"""A page's text in blocks: what a reader sees as one stretch is one, and knows where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given

from scrapers.extraction.blocks import Block, Blocks
from tests.scrapers.extraction_pieces import LATIN, LEAD, MIXED, blocks_of, html, paragraphs, tree_of


def texts(body: str) -> list[str]:
    """The blocks' texts."""
    return [block.text for block in blocks_of(body).all]


def only(body: str) -> Block:
    """The one block of a page."""
    (block,) = blocks_of(body).all
    return block


def test_borders_part_blocks() -> None:
    """Boxes, items, cells and line breaks; inline elements do not."""
    body = "قبل<div>في <b>هجين</b><p>ثم</p>بعد<br>سطر</div><ul><li>نقطة</ul><table><tr><td>خلية<td>أخرى</table>"
    assert texts(body) == ["قبل", "في هجين", "ثم", "بعد", "سطر", "نقطة", "خلية", "أخرى"]


def test_what_nobody_reads_is_left_out() -> None:
    """Scripts name places too."""
    assert texts("<script>هجين</script><style>x</style><noscript>هجين</noscript><button>شارك</button><p>خبر</p>") == [
        "خبر"
    ]


@pytest.mark.parametrize("text", [LEAD, LATIN, MIXED])
def test_text_is_as_it_stands(text: str) -> None:
    """With single spaces; its words are in their normal form."""
    block = only(f"<p>\n  {text.replace(' ', chr(10))} </p>")
    assert block.text == text
    assert blocks_of(f"<p>{text}</p>").words_of(text) == block.words


@pytest.mark.parametrize(
    ("body", "share"),
    [
        ("<p>خبر</p>", 0.0),
        ("<p><a href='/1'>خبر</a></p>", 1.0),
        ("<p><a href='/1'><b>خبر</b></a>عاجل</p>", 3 / 7),
        ("<p><a>خبر</a></p>", 0.0),
    ],
)
def test_share_of_links_is_known(body: str, share: float) -> None:
    """A block that is all link leads elsewhere; a name's anchor does not."""
    assert only(body).link_share == pytest.approx(share)


def test_same_text_is_found_in_each_place() -> None:
    """As a headline and as the caption of its picture."""
    blocks = blocks_of(f"<h1>{LEAD}</h1><p>خبر</p><figcaption>{LEAD}</figcaption>")
    assert blocks.places[blocks.words_of(LEAD)] == [0, 2]
    assert [block.element.tag for block in blocks.of_words(blocks.words_of(LEAD))] == ["h1", "figcaption"]
    assert blocks.headings == {blocks.words_of(LEAD)}


def test_names_are_of_the_boxes_around() -> None:
    """The article's own box says nothing of one of its lines."""
    assert only(
        "<div class='Far'><div id='A'><div class='B'><p itemprop='C'>خبر</p></div></div></div>"
    ).names.split() == ["c", "b", "a"]
    assert "lead" not in only("<article class='lead'><p>خبر</p></article>").names


@pytest.mark.parametrize(
    "body",
    [
        "<figure><img><p>خبر</p></figure>",
        "<figcaption>خبر</figcaption>",
        "<div class='wp-Caption'><span><p>خبر</p></span></div>",
        "<p class='photo-credit'>خبر</p>",
    ],
)
def test_caption_is_known(body: str) -> None:
    """Under a picture, or in a box whose class says so."""
    assert only(body).is_caption


@pytest.mark.parametrize(
    "body",
    [
        f"<figure><img>{paragraphs('خبر', 'ثم', 'و', 'بعد')}</figure>",
        f"<figure><img><p>خبر {LEAD * 8}</p></figure>",
        f"<figure><img><p>خبر</p>{'<i></i>' * 200}</figure>",
        "<figure><article><p>خبر</p></article></figure>",
        "<div class='accredited'><p>خبر</p></div>",
        "<div class='legendary'><p>خبر</p></div>",
        "<figure><div><div><div><div><p>خبر</p></div></div></div></div></figure>",
    ],
    ids=["paragraphs", "long", "large", "article", "accredited", "legendary", "far"],
)
def test_text_in_a_figure_by_mistake_is_none(body: str) -> None:
    """A figure that nobody closed holds the article."""
    assert not blocks_of(body).all[0].is_caption


@given(html)
def test_blocks_hold_the_text_in_order(body: str) -> None:
    """Nothing twice, nothing left out, whatever is nested how."""
    tree = tree_of(f"<p>x</p>{body}")
    found = Blocks(tree).all
    assert "".join("".join(block.text for block in found).split()) == "".join("".join(tree.itertext()).split())
    assert all(block.words and 0 <= block.link_share <= 1 for block in found)
