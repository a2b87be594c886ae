"""What stands in the article's place but is not of it goes before anything is read; the article itself never does."""

from __future__ import annotations

import pytest
from hypothesis import given

from scrapers.extraction.asides import drop_asides
from tests.scrapers.extraction_pieces import LEAD, PARAGRAPHS, html, paragraphs, tree_of

ARTICLE = paragraphs(*PARAGRAPHS)


def left_of(body: str) -> str:
    """The page's text without its asides."""
    tree = tree_of(body)
    drop_asides(tree)
    return " ".join(" ".join(tree.itertext()).split())


def related(count: int, text: str = "قصف على بلدة الشعفة") -> str:
    """So many articles that lead elsewhere."""
    return f"<article><p>{text}</p></article>" * count


def test_card_over_a_name_goes() -> None:
    """Its text would stand amid the sentence, with names that the article does not have."""
    card = "<span class='tooltip'>هجين<span class='tooltip-text'>بلدة في سوريا</span></span>"
    assert left_of(f"<p>دخل الجيش {card} ليلاً</p>") == "دخل الجيش هجين ليلاً"


def test_name_under_a_card_stays() -> None:
    """The outer box is the name itself."""
    assert left_of("<p>دخل <span class='hover-card'>هجين</span> ليلاً</p>") == "دخل هجين ليلاً"


def test_box_beside_the_text_is_no_card() -> None:
    """Only what stands within a paragraph interrupts it."""
    assert left_of("<div class='popup'><div class='popup-text'>هجين</div></div>") == "هجين"


POST = '<blockquote class="twitter-tweet"><p>{}</p>— هيئة الدفاع <a href="/1">May 5, 2024</a></blockquote>'


@pytest.mark.parametrize(
    "frame", ["<div class='embed'>{}<script></script></div>", "<figure><div>{}</div>انظر</figure>"]
)
def test_embedded_post_is_freed_of_its_boxes(frame: str) -> None:
    """The article quotes it: it may be the very news, and who wrote it stands with it."""
    tree = tree_of(f"<section>{ARTICLE}{frame.format(POST.format(LEAD))}{ARTICLE}</section>")
    drop_asides(tree)
    assert [box.getparent().tag for box in tree.iter("blockquote")] == ["section"]
    assert LEAD in "".join(tree.itertext())


def test_post_in_the_article_frees_nothing_else() -> None:
    """A box with other text is the article's own."""
    tree = tree_of(f"<div class=text>{ARTICLE}{POST.format('هجين')}</div>")
    drop_asides(tree)
    assert [box.get("class") for box in tree.iter("div")] == ["text"]


def test_box_with_a_link_to_its_own_end_goes() -> None:
    """Who listens to a page skips it: a promotion amid the text, whose names are of other articles."""
    box = "<section><a href='#end'>تخطى</a><p>حكايات من الشعفة</p><p id=end></p></section>"
    assert "الشعفة" not in left_of(f"{ARTICLE}{box}")


@pytest.mark.parametrize(
    "box",
    [
        "<div><b>استطلاع</b><p>هل زرت الشعفة؟</p><label><input type=radio>نعم</label></div>",
        "<section><p>أخبار الشعفة في بريدك</p><form><input type=email></form></section>",
    ],
)
def test_box_to_fill_in_goes(box: str) -> None:
    """A poll's question stands amid the text as a paragraph does."""
    assert left_of(f"<div>{ARTICLE}{box}{ARTICLE}</div>").count("الشعفة") == 0


@pytest.mark.parametrize(
    "body",
    [f"<form><p>{LEAD}</p><input type=email></form>", "<div><h1>هجين</h1><p>عاجل.</p><input type=radio></div>"],
)
def test_short_article_in_a_form_stays(body: str) -> None:
    """Whole pages stand in a form, and a breaking item is short."""
    assert left_of(body) == " ".join(" ".join(tree_of(body).itertext()).split())


def test_article_with_a_table_of_contents_stays() -> None:
    """Its links lead to its own parts too."""
    whole = f"<section><a href='#two'>ثانياً</a>{ARTICLE * 5}<h2 id=two>ثانياً</h2></section>"
    assert LEAD in left_of(whole)


def test_articles_within_the_article_go() -> None:
    """HTML says they are comments on it or related to it; their places are not where it happened."""
    assert "الشعفة" not in left_of(f"<article>{ARTICLE}{related(3)}</article>")
    assert LEAD in left_of(f"<article>{ARTICLE}{related(3)}</article>")


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{ARTICLE}{related(2)}</article>",
        f"{ARTICLE}{related(5)}",
        f"<article><p>مباشر</p>{related(12)}</article>",
        f"<article>{ARTICLE}{related(6, LEAD * 8)}</article>",
        f"<article><p>{LEAD}</p>{related(3)}</article>",
    ],
    ids=["two may be the text", "beside one another", "little outside", "most is inside", "a line outside"],
)
def test_articles_that_may_be_the_text_stay(body: str) -> None:
    """A live page is an article of articles."""
    assert " ".join(left_of(body).split()) == " ".join(" ".join(tree_of(body).itertext()).split())


def test_articles_in_articles_in_articles_go_once() -> None:
    """What is dropped with its parent is not dropped again."""
    nested = f"<article><p>الشعفة</p>{related(3)}</article>"
    assert "الشعفة" not in left_of(f"<article>{ARTICLE}{nested}</article>")


@given(html)
def test_no_page_breaks_it(body: str) -> None:
    """Whatever is nested how, the text that is left was there."""
    before = set(" ".join(tree_of(f"<p>x</p>{body}").itertext()).split())
    assert set(left_of(f"<p>x</p>{body}").split()) <= before
