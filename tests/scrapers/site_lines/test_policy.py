"""Which lines are taken away as the site's own: those that recur, and never the news itself."""

from __future__ import annotations

import time

from scrapers.site_lines.knowledge import Knowledge
from scrapers.site_lines.lines import line_key, page_print
from scrapers.site_lines.policy import Verdict, judge

BOX = "انفجار عبوة ناسفة في مدينة منبج يوقع ثلاثة قتلى"
LONG = " ".join(f"كلمة{number}" for number in range(40))


def news(number: int, paragraphs: int = 5) -> tuple[str, ...]:
    """Paragraphs that no other page has."""
    words = "صرح متحدث باسم الدفاع المدني بأن الفرق أنهت عملها في الحي"
    return tuple(f"{words} {'أب' * number} {'جد' * place}." for place in range(1, paragraphs + 1))


def url(number: int) -> str:
    """The address of a page."""
    return f"https://enab.example/archives/{number}"


def after(*pages: tuple[str, ...]) -> Knowledge:
    """What is known once these pages have borne witness, whatever they share."""
    known = Knowledge()
    for number, lines in enumerate(pages):
        keys = [key for key in map(line_key, lines) if key]
        known = known.having_seen(page_print(url(number)), keys, day=100)
    return known


def judged(lines: tuple[str, ...], known: Knowledge, number: int = 99) -> Verdict:
    """The verdict on a page of its own."""
    return judge(lines, page_print(url(number)), known, day=100)


def test_line_of_two_other_pages_is_furniture() -> None:
    """The third page with a box of headlines is about none of the places in it."""
    known = after((*news(1), BOX), (*news(2), BOX))
    verdict = judged((*news(3), BOX), known)
    assert (verdict.kept, verdict.removed) == (news(3), (BOX,))


def test_line_of_one_other_page_stays() -> None:
    """Once may be chance: a statement is quoted twice."""
    lines = (*news(3), BOX)
    assert judged(lines, after((*news(1), BOX))).kept == lines


def test_page_is_no_witness_against_itself() -> None:
    """An update at the same address repeats its own lines."""
    known = after((*news(1), BOX), (*news(2), BOX))
    assert judged((*news(4), BOX), known, number=0).removed == ()


def test_first_two_lines_are_never_taken() -> None:
    """What is lost with them is the news."""
    lines = ("أخبار عاجلة من سوريا", "نقلًا عن مراسلنا في حلب", *news(3))
    known = after((*lines[:2], *news(1)), (*lines[:2], *news(2)), (*lines[:2], *news(5)))
    assert judged(lines, known).kept == lines


def test_counter_hides_no_furniture() -> None:
    """Reads, comments and hours differ from page to page."""
    known = after((*news(1), "عدد المشاهدات: 1204"), (*news(2), "عدد المشاهدات: ٧"))
    assert judged((*news(3), "عدد المشاهدات: 88"), known).removed == ("عدد المشاهدات: 88",)


def test_numbers_of_a_sentence_are_news() -> None:
    """The daily count of raids has the same words every day."""
    raids = [f"شنت الطائرات {number} غارات على ريف إدلب." for number in (4, 9, 12)]
    known = after((*news(1), raids[0]), (*news(2), raids[1]))
    assert judged((*news(3), raids[2]), known).removed == ()


def test_paragraph_needs_clearly_more_pages() -> None:
    """The background of a war is repeated in a few articles, an appeal for donations in all."""
    few = after(*((*news(number), LONG) for number in range(1, 5)))
    many = after(*((*news(number), LONG) for number in range(1, 6)))
    lines = (*news(9), LONG)
    assert (judged(lines, few).removed, judged(lines, many).removed) == ((), (LONG,))


def test_near_duplicate_loses_nothing_and_is_no_witness() -> None:
    """A republished article shares nearly all its lines, and none of them is furniture."""
    article = news(1, 8)
    known = after(article, (*article, BOX))
    verdict = judged((*article, "تحديث"), known)
    assert (verdict.kept, verdict.removed, verdict.witness) == ((*article, "تحديث"), (), ())


def test_most_of_a_body_is_never_taken() -> None:
    """Whatever recurs so much was judged wrongly."""
    background = tuple(line + " وكانت المدينة قد شهدت حصارًا طويلًا قبل عودة سكانها إليها" for line in news(7, 5))
    known = after((*background, *news(1)), (*background, *news(2)))
    lines = (*(f"خبر {'أ' * number}" for number in range(1, 5)), *background)
    verdict = judged(lines, known)
    assert (verdict.kept, verdict.removed, bool(verdict.witness)) == (lines, (), True)


def test_what_was_seen_long_ago_is_forgotten() -> None:
    """A site that was made anew has other furniture."""
    known = after((*news(1), BOX), (*news(2), BOX))
    lines = (*news(3), BOX)
    assert judge(lines, page_print(url(99)), known, day=131).kept == lines
    assert judge(lines, page_print(url(99)), known, day=130).removed == (BOX,)


def test_endless_text_is_left_alone() -> None:
    """It would push out what is known of the site."""
    lines = tuple(f"سطر {'أ' * number}" for number in range(1, 500))
    assert judged(lines, Knowledge()) == Verdict(lines)


def test_endless_text_costs_no_time() -> None:
    """It is judged where all feeds wait: a million letters, a line each."""
    lines, started = ("ا",) * 500_000, time.process_time()
    assert judged(lines, Knowledge()) == Verdict(lines)
    assert time.process_time() - started < 0.5


def test_line_without_words_is_not_counted() -> None:
    """Three stars between two parts stand in every article and mean nothing."""
    lines = (*news(3, 3), "* * *", "")
    known = after((*news(1), "* * *"), (*news(2), "* * *"))
    assert judged(lines, known).kept == lines


def test_line_is_news_while_its_first_pages_have_it() -> None:
    """Those that showed it before it was known are read again; the tenth page with it has nothing to tell of them."""
    told = [
        judged((*news(20), BOX), after(*((*news(n), BOX) for n in range(1, n_pages + 1)))).news for n_pages in range(8)
    ]
    assert told == [False, False, True, True, True, False, False, False]
    paragraph = [
        judged((*news(20), LONG), after(*((*news(n), LONG) for n in range(1, n_pages + 1)))).news
        for n_pages in range(8)
    ]
    assert paragraph == [False] * 5 + [True, False, False]


def test_what_went_once_goes_again() -> None:
    """A site's box of last week is forgotten; the page that had it is none the better for it."""
    again = judge((*news(3), BOX, "جديد"), page_print(url(3)), Knowledge(), day=100, before=(BOX,))
    assert (again.kept, again.removed) == ((*news(3), "جديد"), (BOX,))


def test_what_went_stays_in_the_pages_order() -> None:
    """Read again and again, it comes out the same."""
    known, menu = after((*news(1), BOX), (*news(2), BOX)), "اتصل بنا"
    lines = (*news(3), BOX, "جديد", menu)
    again = judge(lines, page_print(url(3)), known, day=100, before=(menu,))
    assert (again.kept, again.removed) == ((*news(3), "جديد"), (BOX, menu))
    assert judge(lines, page_print(url(3)), known, day=100, before=(BOX, menu)).removed == again.removed


def test_first_two_lines_stay_whatever_went() -> None:
    """Today's extractor may find the lead where another one's line stood."""
    assert judge((BOX, *news(3)), page_print(url(3)), Knowledge(), day=100, before=(BOX,)).removed == ()
