"""The headline as the newsroom wrote it: no site behind it, no section before it, no entities in it."""

from __future__ import annotations

import pytest

from archive.origins import Origin
from scrapers.extraction.page import extract_page
from tests.scrapers.metadata_pages import around, headed, linked, said

HEADLINE = "هدوء حذر في هجين شرق دير الزور"


def title(html: str, url: str = "https://www.alfurat-news.example/ar/1") -> tuple[str, Origin | None]:
    """The title of a page and where it stands."""
    found = said(html, url)
    return found.title, found.origins.title


@pytest.mark.parametrize("mark", [" - ", " – ", " | ", " — ", "|", " :: ".replace("::", "·"), " » "])
@pytest.mark.parametrize("order", ["{0}{1}{2}", "{2}{1}{0}"])
def test_site_is_trimmed(mark: str, order: str) -> None:
    """The site's name is in every title: a rule that asks for it would always hold."""
    whole = order.format(HEADLINE, mark, "وكالة الفرات")
    named = '<meta property="og:site_name" content="وكالة الفرات">'
    assert title(headed(f'<meta property="og:title" content="{whole}">{named}')) == (HEADLINE, Origin.META)
    assert title(headed(f"<title>{whole}</title>{named}")) == (HEADLINE, Origin.PAGE)


@pytest.mark.parametrize(
    "site",
    [
        '<script type="application/ld+json">{"@type":"WebSite","name":"وكالة الفرات"}</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"وكالة الفرات"}}</script>',
        '<meta name="application-name" content="وكالة الفرات">',
    ],
)
def test_site_is_known_by_any_of_its_names(site: str) -> None:
    """Half of the sites do not name themselves in og:site_name."""
    assert title(headed(f"<title>{HEADLINE} - وكالة الفرات</title>{site}"))[0] == HEADLINE


@pytest.mark.parametrize("site", ["Alfurat News", "AlFurat-News.example", "alfurat-news"])
def test_site_is_known_by_its_host(site: str) -> None:
    """A site that names itself nowhere is known by its address."""
    assert title(headed(f"<title>{HEADLINE} | {site}</title>"))[0] == HEADLINE


def test_heading_shows_where_the_headline_ends() -> None:
    """Whatever stands behind it in the other titles is not the headline, though nothing says what it is."""
    page = headed(
        f"<title>{HEADLINE} - أخبار - عين</title><meta property='og:title' content='{HEADLINE} - أخبار - عين'>",
        f"<h1>{HEADLINE}</h1>",
    )
    assert title(page) == (HEADLINE, Origin.META)


@pytest.mark.parametrize(
    "trail", ["الرئيسية » سوريا » {}", "الرئيسية > سوريا > {}", "سوريا | {} | عين", "{} « سوريا « عين"]
)
def test_breadcrumbs_are_not_the_headline(trail: str) -> None:
    """Some templates put the whole way to the article into its title."""
    page = headed(f"<meta property='og:title' content='{trail.format(HEADLINE)}'>", f"<h1>{HEADLINE}</h1>")
    assert title(page)[0] == HEADLINE


@pytest.mark.parametrize(
    "headline",
    [
        "دير الزور - هدوء حذر في هجين",
        "BUDGET 3.0 | Hajin gets four bakeries",
        "النازحون: عدنا إلى هجين",
        "Deir ez-Zor: Hajin is calm",
        "هجين... المدينة التي عادت",
    ],
)
def test_marks_within_headlines_stay(headline: str) -> None:
    """What stands before a dash is often the place, the very word that is watched for."""
    assert title(linked(f'{{"@type":"NewsArticle","headline":"{headline}"}}'))[0] == headline
    assert title(headed(f"<meta property='og:title' content='{headline}'>", f"<h1>{headline}</h1>"))[0] == headline


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Hajin&amp;#039;s bakeries", "Hajin's bakeries"),
        ("Hajin&#039;s bakeries", "Hajin's bakeries"),
        ("خبز &amp;quot;هجين&amp;quot;", 'خبز "هجين"'),
        ("هجين&amp;nbsp;تعود", "هجين تعود"),
    ],
)
def test_entities_are_resolved(raw: str, clean: str) -> None:
    """Systems escape twice, and a name with an apostrophe is then not found."""
    assert title(headed(f'<meta property="og:title" content="{raw}">'))[0] == clean


def test_window_title_worded_for_search_engines_gives_way() -> None:
    """Where JSON-LD only repeats the window's title, the headline is what readers see over the article."""
    json = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"أسعار الخبز في هجين 2024"}</script>'
    head = f'<title>أسعار الخبز في هجين 2024 | عين</title>{json}<meta property="og:title" content="{HEADLINE}">'
    assert title(headed(head, f"<h1>{HEADLINE}</h1>")) == (HEADLINE, Origin.META)
    assert title(headed(head, "<h1>عين على سوريا</h1>")) == ("أسعار الخبز في هجين 2024", Origin.JSON_LD)


def test_headline_that_was_cut_short_is_given_in_full() -> None:
    """Search engines take 110 letters; the name may stand behind them."""
    json = f'{{"@type":"NewsArticle","headline":"{HEADLINE[:20]}..."}}'
    page = linked(json).replace("<body>", f"<body><h1>{HEADLINE}</h1>")
    assert title(page) == (HEADLINE, Origin.PAGE)


@pytest.mark.parametrize("joiner", ["\u200c", "\\u200c", "&zwnj;"])
def test_non_joiners_are_the_same_however_written(joiner: str) -> None:
    """JSON spells the non-joiner otherwise than the page; the headline is still known to be the same, and keeps it."""
    headline = "خانه{0}های ویران روستا"
    json = f'{{"@type":"NewsArticle","headline":"{headline.format(joiner)} - گزارش"}}'
    day = "<div>سه\u200cشنبه ۱۵ آبان\u200cماه ۱۴۰۳</div>"
    page = around(headline.format("\u200c"), after=day, language="fa")
    head = f'<head><script type="application/ld+json">{json}</script></head>'
    found = extract_page(
        page.replace("<body>", f"{head}<body>").encode(), "https://a.example/1", "text/html; charset=utf-8"
    )
    assert (found.title, found.origins.title) == (headline.format("\u200c"), Origin.JSON_LD)
    assert found.published is not None
    assert found.published.isoformat() == "2024-11-05T00:00:00+00:00"


def test_logo_is_no_headline() -> None:
    """Many templates set the site's name as a heading too."""
    named = "<meta property='og:site_name' content='وكالة الفرات'>"
    page = headed(f"<title>{HEADLINE} - وكالة الفرات</title>{named}", f"<h1>وكالة الفرات</h1><h1>{HEADLINE}</h1>")
    assert title(page) == (HEADLINE, Origin.PAGE)
    page = headed(f"<title>{HEADLINE} - وكالة الفرات</title>{named}", "<h1>وكالة الفرات</h1>")
    assert title(page) == (HEADLINE, Origin.PAGE)


@pytest.mark.parametrize("heading", ["", "<h1>وكالة الفرات</h1>"])
@pytest.mark.parametrize("element", ["font", "div", "td", "h3", "span"])
def test_headline_of_old_templates_is_found(heading: str, element: str) -> None:
    """Where no heading says the title, whatever says exactly a part of it is the headline, and the day stands there."""
    window = f"<title>جريدة الضفة | {HEADLINE}</title>"
    body = f"{heading}<form><{element} class=x><b>{HEADLINE}</b></{element}><p>5 نوفمبر 2024</p></form>"
    found = said(headed(window, body))
    assert (found.title, found.origins.title) == (HEADLINE, Origin.PAGE)
    assert found.published is not None
    assert found.published.isoformat() == "2024-11-05T00:00:00+00:00"


def test_what_holds_the_headline_is_not_it() -> None:
    """Else the date would be looked for behind the whole article, where the related ones begin."""
    related = "<h4>مواضيع ذات صلة</h4><p>1 نوفمبر 2024</p>"
    body = f"<div><div>{HEADLINE}<ul><li>5 نوفمبر 2024</li></ul></div></div><div>{related}</div>"
    found = said(headed(f"<title>{HEADLINE}</title>", body), guess=False)
    assert (found.title, found.published) == (HEADLINE, None)


def test_page_without_title_has_none() -> None:
    """Nothing is made up."""
    assert title(headed()) == ("", None)


@pytest.mark.parametrize("headline", ["«هدوء حذر في هجين»", "قائد: «لن ننسحب» من هجين"])
def test_quotation_marks_separate_nothing(headline: str) -> None:
    """Guillemets that open and close hold what someone said."""
    assert title(headed(f'<meta property="og:title" content="{headline}">'))[0] == headline


def test_site_alone_is_no_headline() -> None:
    """Templates name the site where the article should be; it would stand as the body's first line."""
    names = '<meta property="og:site_name" content="وكالة الفرات"><meta property="og:title" content="وكالة الفرات">'
    assert title(headed(names, f"<h1>{HEADLINE}</h1>"))[0] == HEADLINE
    assert title(headed(names)) == ("", None)
