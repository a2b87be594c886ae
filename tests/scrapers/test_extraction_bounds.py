"""One article comes out of its page: no teaser before it, no next article after it, no hole in it."""

from __future__ import annotations

from lxml.html import HtmlElement, document_fromstring

from scrapers.extraction.blocks import Blocks
from scrapers.extraction.bounds import within_bounds
from scrapers.extraction.gaps import without_bullets, without_gaps
from scrapers.extraction.order import places_of

TITLE = "حفر بئر ثالثة في دوما"
FIRST = "بدأت ورشة محلية حفر بئر ثالثة في مدينة دوما بريف دمشق بعد أن جمع أبناء المدينة كلفتها في الخارج خلال شهرين."
SECOND = "وتقع البئر الجديدة في حي القصارنة ويتوقع أن تغذي نحو ألف ومئتي منزل كانت تعتمد على الصهاريج منذ ثلاث سنوات."
THIRD = "وقال المهندس المشرف إن الحفر وصل إلى عمق تسعين مترا وإن المياه تظهر عادة في هذه المنطقة بعد مئة وعشرين مترا."
OTHER = "سمع أهالي بلدات القلمون أصوات انفجارات متتالية مساء أمس تبين لاحقا أنها ناجمة عن تفجير ألغام قديمة."
TEASER = "يشكو سكان عدن من انقطاع الكهرباء أكثر من ثماني عشرة ساعة يوميا."


def tree_of(html: str) -> HtmlElement:
    """A page."""
    return document_fromstring(f"<html><body>{html}</body></html>")


def post(title: str, *paragraphs: str) -> str:
    """An article of an endless page."""
    return (
        f"<div class=post><h2 class=t>{title}</h2><div>{''.join(f'<p>{each}</p>' for each in paragraphs)}</div></div>"
    )


def test_next_article_is_left_out_and_told() -> None:
    """The places of the article below are not in this one; what went is kept for whoever asks why."""
    blocks = Blocks(tree_of(post(TITLE, FIRST, SECOND, THIRD) + post("تفجير ألغام في القلمون", OTHER)))
    assert within_bounds((FIRST, SECOND, THIRD, OTHER), TITLE, blocks) == ((FIRST, SECOND, THIRD), (OTHER,))


def test_subheadings_end_no_article() -> None:
    """A heading within the text's own box is a part of it, whatever it looks like."""
    html = f"<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{SECOND}</p><h1>من الجنوب</h1><p>{THIRD}</p></div>"
    lines = (FIRST, SECOND, THIRD)
    assert within_bounds(lines, TITLE, Blocks(tree_of(html))) == (lines, ())


def test_teaser_from_below_is_no_beginning() -> None:
    """An extractor that takes it first would make another place the article's."""
    blocks = Blocks(tree_of(post(TITLE, FIRST, SECOND, THIRD) + f"<section><p>{TEASER}</p></section>"))
    assert within_bounds((TEASER, FIRST, SECOND, THIRD), TITLE, blocks) == ((FIRST, SECOND, THIRD), (TEASER,))


def test_short_article_is_not_cut() -> None:
    """Next to nothing left means that the page is made otherwise."""
    blocks = Blocks(tree_of(post(TITLE, FIRST) + post("تفجير ألغام في القلمون", OTHER)))
    assert within_bounds((FIRST, OTHER), TITLE, blocks) == ((FIRST, OTHER), ())


def test_nothing_has_no_bounds() -> None:
    """A page without a body."""
    assert within_bounds((), TITLE, Blocks(tree_of(f"<p>{FIRST}</p>"))) == ((), ())


def test_subheadings_and_points_come_back() -> None:
    """They often hold the only name of a place; a related link between paragraphs does not come with them."""
    inner = "<h3>في حي القصارنة</h3><ul><li>بئر في حرستا</li></ul><h3><a href=/x>اقرأ عن عربين</a></h3>"
    blocks = Blocks(tree_of(f"<div><p>{FIRST}</p>{inner}<p>{SECOND}</p></div>"))
    assert without_gaps((FIRST, SECOND), blocks) == (FIRST, "في حي القصارنة", "بئر في حرستا", SECOND)


def test_other_parts_of_the_page_fill_no_gap() -> None:
    """A box between two paragraphs that stands in another part of the page."""
    blocks = Blocks(
        tree_of(f"<div><p>{FIRST}</p><div><div><div><h3>في عربين</h3></div></div></div><p>{SECOND}</p></div>")
    )
    assert without_gaps((FIRST, SECOND), blocks) == (FIRST, SECOND)


def test_bullets_go_where_the_page_has_points() -> None:
    """A dash before a speaker's words is the author's."""
    blocks = Blocks(tree_of(f"<ul><li>{FIRST}</li></ul><p>- {SECOND}</p>"))
    assert without_bullets((f"- {FIRST}", f"- {SECOND}"), blocks) == (FIRST, f"- {SECOND}")


def test_lines_are_found_in_order() -> None:
    """A text that stands twice is taken where it fits; one out of order is not."""
    blocks = Blocks(tree_of("".join(f"<p>{each}</p>" for each in (SECOND, FIRST, SECOND, THIRD))))
    assert places_of((FIRST, SECOND, "لا مكان له", THIRD), blocks) == [1, 2, None, 3]
    assert places_of((THIRD, FIRST, SECOND), blocks) == [None, 1, 2]
