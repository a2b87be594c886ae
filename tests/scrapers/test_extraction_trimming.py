"""Around the article goes what is not of it, and of the article nothing: each rule on both sides of its border."""

from __future__ import annotations

import time

import pytest
from hypothesis import given

from scrapers.extraction.date_stamps import is_date_line
from scrapers.extraction.sign_offs import is_sign_off
from scrapers.extraction.trimming import is_like, trim
from tests.scrapers.extraction_pieces import LATIN, PARAGRAPHS, TITLE, blocks_of, html, lines, paragraphs

ARTICLE = list(PARAGRAPHS)
WORDS = ("ا", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ي")


def kept(
    before: list[str], after: list[str] | None = None, *, title: str = TITLE, page: str = "", by: str = ""
) -> list[str]:
    """What stays of lines around an article."""
    found = trim([*before, *ARTICLE, *(after or [])], title, blocks_of(page or "<p>x</p>"), by)
    assert sorted([*found.lines, *found.removed]) == sorted([*before, *ARTICLE, *(after or [])])
    return [line for line in found.lines if line not in ARTICLE]


@pytest.mark.parametrize(
    "line",
    [TITLE, "هدوء حذر في هجين شرق دير", "5 تشرين الثاني 2024", "آخر تحديث: 2024-11-05 10:30", "بقلم: ليلى حسن", "شارك"],
)
def test_head_lines_go(line: str) -> None:
    """Title, date and writers again would stand twice in an alert."""
    assert kept([line]) == []


@pytest.mark.parametrize(
    "line",
    [
        "هدوء حذر في هجين شرق دير الزور وقتلى في الشعفة",
        f"{TITLE} والشعفة",
        "مقتل 12 وإصابة 30 في 2024",
        "12 قتيلاً في هجين منذ آذار 2024",
        "10:30 قصف هجين",
        "By Tuesday the army held Hajin",
        "أسباب المعركة",
    ],
)
def test_short_news_above_the_text_stays(line: str) -> None:
    """A number, a name or a word more than the title has is news, or a subheading."""
    assert kept([line]) == [line]


@pytest.mark.parametrize("line", [TITLE, "5 تشرين الثاني 2024", "بقلم: ليلى حسن"])
def test_below_a_paragraph_heads_are_text(line: str) -> None:
    """There a date or the title's words are the article's own."""
    assert kept([], [line, ARTICLE[0]]) == [line]


def test_headline_of_the_page_goes_if_the_title_says_it() -> None:
    """Page and metadata word it differently; a name that only the page's heading has is kept."""
    near, far = "هدوء حذر في هجين: تقرير خاص", "مقتل قائد في غارة على الشعفة"
    assert kept([near], page=f"<h1>{near}</h1>") == []
    assert kept([near]) == [near]
    assert kept([far], page=f"<h1>{far}</h1>") == [far]


@pytest.mark.parametrize(
    "page",
    [
        "<figure><img><figcaption>{}</figcaption></figure>",
        "<div class='media__copyright'><div class='media__description'>{}</div></div>",
        "<div class='photo-info'><p>{}</p></div>",
        "<p><a href='/1'>{}</a></p>",
        "<ul><li>انظر <a href='/1'>{}</a></li></ul>",
    ],
)
def test_captions_and_links_go(page: str) -> None:
    """They tell of a picture, or of another article."""
    line = "قصف على بلدة الشعفة"
    shown = f"انظر {line}" if "li" in page else line
    assert kept([], [shown, ARTICLE[0]], page=page.format(line)) == []
    assert kept([], [shown, ARTICLE[0]], page=page.format(line) + f"<p>{shown}</p>") == [shown]


@pytest.mark.parametrize(
    "page", ["<p>قال <a href='/1'>{}</a></p>", "<li>قال <a href='/1'>ناطق</a>: {}</li>", "<p><a href='/1'>{}</a></p>"]
)
def test_sentences_with_links_stay(page: str) -> None:
    """A paragraph may link a name, or a whole sentence to its source."""
    sentence = "قال ناطق إن 12 مدنياً قتلوا في قصف على بلدة هجين في ريف دير الزور الشرقي."
    shown = blocks_of(page.format(sentence)).all[0].text
    assert kept([], [shown], page=page.format(sentence)) == [shown]


@pytest.mark.parametrize(
    "line",
    [
        "15 Şubat 2012 Çarşamba 08:40 | Okunma: 2.205 | Yazdır | Arkadaşına gönder",
        "Nivîskar: Ronahî Bozkurt • • 4 deqe xwendin",
        "ليلى حسن | 5 تشرين الثاني 2024",
    ],
)
def test_line_of_many_tellings_goes(line: str) -> None:
    """Templates set date, writer and length behind one another."""
    assert kept([line], by="ليلى حسن") == []


@pytest.mark.parametrize("line", ["Nûkirina dawî: 14:20", "بقلم: ليلى حسن | 5 تشرين الثاني 2024"])
def test_tellings_below_a_standfirst_go(line: str) -> None:
    """It stands above the writers; below a second paragraph the same words are the article's."""
    assert kept([LATIN, line]) == [LATIN]
    assert kept([LATIN, LATIN, line]) == [LATIN, LATIN, line]


@pytest.mark.parametrize("line", ["سقوط هجين | 5 أيار 2024", "2024 | انتهت الهدنة في بلدة هجين وما حولها | حرب"])
def test_what_happened_stays_beside_a_date(line: str) -> None:
    """Few words that tell of no article are news."""
    assert kept([line]) == [line]


def test_writer_of_the_page_goes_from_above_the_text() -> None:
    """What the page names as its author is a byline without a word that says so."""
    assert kept(["ليلى حسن"], by="سامر علي, ليلى حسن") == []
    assert kept(["ليلى حسن", "هدنة في هجين"], by="سامر علي") == ["ليلى حسن", "هدنة في هجين"]


@pytest.mark.parametrize(
    "page", ["<div>أنباء هجين<time>5 تشرين الثاني 2024</time></div>", "<p>5/11/2024</p><p>أنباء هجين</p>"]
)
def test_agency_beside_the_date_goes(page: str) -> None:
    """Where an article is from stands beside when it is from."""
    assert kept(["أنباء هجين"], page=page) == []


@pytest.mark.parametrize(
    "page", ["<time>10:30</time><h3>هدنة في هجين</h3>", "<p>هدنة في هجين</p><div><p>5/11/2024</p></div>"]
)
def test_heading_beside_a_time_stays(page: str) -> None:
    """The entries of a live page have one each."""
    assert kept(["هدنة في هجين"], page=page) == ["هدنة في هجين"]


PICTURE = "<p><img src=x></p>"


@pytest.mark.parametrize(
    "page",
    [
        PICTURE + "<p style='text-align:center'><span>{}</span></p>",
        PICTURE + "<p><em>{}</em></p>",
        "<div><img src=x></div><div align=center>{}</div>",
    ],
)
def test_words_under_a_picture_go(page: str) -> None:
    """Who writes by hand sets a caption apart by its looks; a sentence below a picture is the article's."""
    assert kept([], ["مظاهرة في هجين", LATIN], page=page.format("مظاهرة في هجين")) == [LATIN]
    assert kept([], [LATIN], page=page.format(LATIN)) == [LATIN]


@pytest.mark.parametrize("page", [PICTURE + "<p>{}</p>", "<p>x<img src=x></p><p><em>{}</em></p>", "<p><em>{}</em></p>"])
def test_words_that_look_like_others_stay(page: str) -> None:
    """Neither a picture nor slanted letters alone make a caption."""
    assert kept([], ["مظاهرة في هجين", LATIN], page=page.format("مظاهرة في هجين")) == ["مظاهرة في هجين", LATIN]


def test_box_that_asks_readers_goes_at_the_end_alone() -> None:
    """In the middle the same class may hold what a poll found."""
    page = "<div class='newsletter-box'><p>كل صباح في بريدك</p></div>"
    assert kept([], ["كل صباح في بريدك", "شارك"], page=page) == []
    assert kept([], ["كل صباح في بريدك", LATIN], page=page) == ["كل صباح في بريدك", LATIN]


@pytest.mark.parametrize("box", ["poll-results", "supporting-text"])
def test_text_in_a_box_of_such_a_name_stays(box: str) -> None:
    """What a poll found, at the length of a text and not of an appeal; and boxes with such letters in their names."""
    text = [f"{LATIN} {number}" for number in range(12)]
    page = f"<div class='{box}'>" + "".join(f"<p>{line}</p>" for line in text[7:]) + "</div>"
    assert kept([], text, page=page) == text


def test_thousands_of_appeals_cost_a_moment() -> None:
    """A hostile page would cost ten minutes, were each place of a text asked for each of its lines."""
    line = "صوت الآن في بلدة هجين"
    started = time.process_time()
    assert kept([], [LATIN, *[line] * 3_000], page=f"<div class='poll'>{f'<p>{line}</p>' * 3_000}</div>")
    assert time.process_time() - started < 2.0


def test_line_without_a_word_goes() -> None:
    """Rules and the line below a table's head."""
    assert kept([], ["|---|---|", LATIN, "***"]) == [LATIN]


def test_heading_of_a_list_of_links_goes() -> None:
    """It is the name of a box; a heading with a paragraph below is the article's."""
    page = "<h3>في الملف</h3>{}"
    assert (
        kept([], ["في الملف", ARTICLE[0]], page=page.format("<ul><li><a href=1>هجين</a><li><a href=2>الباغوز</a></ul>"))
        == []
    )
    assert kept([], ["في الملف", ARTICLE[0]], page=page.format(f"<p>{LATIN}</p>")) == ["في الملف"]


@pytest.mark.parametrize("line", ["(بترا)", "ع.م/ن", "221/م ر", "۲۲۱/م\u200cر", "المصدر: وكالة سانا", "(nn)"])
def test_sign_offs_go_at_the_end_alone(line: str) -> None:
    """Initials and agencies stand below the text; within it the same signs may mean something."""
    assert kept([], [line]) == []
    assert kept([], [line, LATIN]) == [line, LATIN]


@pytest.mark.parametrize(
    "line", ["(مقتل 12 في هجين)", "(قتل قائد في غارة على بلدة هجين)", "هجين خالية", "يتبع.", "Source: 12 killed"]
)
def test_last_line_of_news_stays(line: str) -> None:
    """It may be the newest."""
    assert kept([], [line]) == [line]
    assert not is_sign_off(line)


def test_article_that_would_be_lost_stays() -> None:
    """A page of links alone, or an unclosed figure, was judged wrongly."""
    links = paragraphs(*(f"<a href='/{place}'>{line[:80]}</a>" for place, line in enumerate(PARAGRAPHS)))
    cut = [line[:80] for line in PARAGRAPHS]
    assert trim(cut, TITLE, blocks_of(links)).lines == tuple(cut)
    assert trim(["شارك"], TITLE, blocks_of("<p>شارك</p>")).lines == ("شارك",)


@pytest.mark.parametrize(
    ("line", "is_like_title"),
    [
        (WORDS, True),
        (WORDS[:9], True),
        (WORDS[:8], False),
        ((*WORDS, "ك"), True),
        ((*WORDS, "ك", "ل", "م"), False),
        (WORDS[:4], False),
    ],
)
def test_like_a_title_is_nearly_all_of_it(line: tuple[str, ...], *, is_like_title: bool) -> None:
    """Four words of five, of at least five."""
    assert is_like(line, WORDS) is is_like_title
    assert is_like(("هجين",), ("هجين",))


@pytest.mark.parametrize(
    "line",
    [
        "الثلاثاء 5 نوفمبر 2024",
        "Published: 5 November 2024, 10:30 GMT",
        "5 Kasım 2024 Salı 10:30",
        "05/11/2024",
        "22 آبان 1403",
        "آخر تحديث: قبل 3 دقائق",
        "منذ ساعتين",
        "5 minutes ago",
        "3 saat önce",
        "3 min read",
    ],
)
def test_stamp_is_a_date(line: str) -> None:
    """In the region's calendars and scripts."""
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "الثلاثاء",
        "12",
        "12 30",
        "مقتل 12 وإصابة 30 في 2024",
        "5 May 2024: Hajin falls",
        "10:30 Hajin",
        "قبل ثلاثة أيام في هجين",
        f"2024 {'2024 ' * 40}",
    ],
)
def test_numbers_are_no_stamp(line: str) -> None:
    """Neither a weekday as a subheading, nor figures, nor what happened on a day."""
    assert not is_date_line(line)


@given(lines, html)
def test_trimming_takes_less_than_half(body: list[str], page: str) -> None:
    """And what stays is in its order, whatever the page."""
    found = trim(body, TITLE, blocks_of(f"<p>x</p>{page}"))
    rest = iter(body)
    assert all(line in rest for line in found.lines)
    assert found.removed_share <= 0.5
    assert sorted([*found.lines, *found.removed]) == sorted(body)
