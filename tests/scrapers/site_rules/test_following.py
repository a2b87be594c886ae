"""What a rule finds is the article; what it does not find is looked for as in any page, and named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.origins import Origin
from scrapers.extraction.page import extract_page
from scrapers.parsing.results import ExtractedPage, PageVerdict
from scrapers.site_rules.rule import RuleDoubt, SiteRule
from tests.scrapers.documents import PARAGRAPHS, page

URL = "https://enab.example/1"
ZWNJ = "\u200c"
ODD = f"""<html lang="ar"><head><title>موقع عنب</title><meta property="article:published_time" content="2025-01-02">
<meta name="author" content="المحرر"></head><body>
<h1>عناوين الموقع</h1><h2 class="t">هدوء{ZWNJ} حذر في هجين</h2>
<div class="when">نشر في: 12 مارس 2025 10:30</div><i class="by">ليلى الشامي</i>
<div class="txt"><p>فقرة أولى
في سطرين من المصدر<br>وأخرى بعد الفاصل</p><div class="ad">إعلان</div>
<table><tr><td>خ{ZWNJ}لية</td><td>ثانية</td></tr></table><ul><li>واحد<li>اثنان</ul>
نص عار <b>غامق</b><script>var x</script> وذيل</div>
<div class="txt"><span class="txt">داخل</span> الثاني</div><span class="txt">سطر وحده</span></body></html>"""
WHOLE = (
    "فقرة أولى في سطرين من المصدر",
    "وأخرى بعد الفاصل",
    f"خ{ZWNJ}لية",
    "ثانية",
    "واحد",
    "اثنان",
    "نص عار غامق وذيل",
    "داخل الثاني",
    "سطر وحده",
)


def read(rule: SiteRule | None, html: str = ODD, feed: str = "") -> ExtractedPage:
    """A page read by a rule."""
    return extract_page(html.encode(), URL, "text/html; charset=utf-8", feed, rule)


def ruled(**selectors: object) -> SiteRule:
    """A rule for the site."""
    return SiteRule("enab.example", **selectors)  # type: ignore[arg-type]


def test_body_is_what_the_rule_finds() -> None:
    """Each paragraph a line, in the order of the page, nested matches once, joiners kept; nothing is trimmed."""
    found = read(ruled(body=".txt", remove=(".ad",)))
    assert tuple(found.body.split("\n")) == WHOLE
    assert (found.extractor, found.removed) == ("rule", ())
    assert found.warnings == ("short_text",)


def test_line_that_looks_like_furniture_stays() -> None:
    """The operator has said what the body is: no list of phrases knows better."""
    html = ODD.replace("واحد", "اقرأ أيضا").replace("اثنان", "جميع الحقوق محفوظة")
    assert {"اقرأ أيضا", "جميع الحقوق محفوظة"} <= set(read(ruled(body=".txt"), html).body.split("\n"))


def test_title_date_and_writer_win_over_the_page() -> None:
    """Each with its origin; a date may stand in a sentence, an attribute or a meta element."""
    found = read(ruled(title="h2.t", date=".when", author=".by"))
    assert (found.title, found.author) == (f"هدوء{ZWNJ} حذر في هجين", "ليلى الشامي")
    assert found.published == datetime(2025, 3, 12, 10, 30, tzinfo=UTC)
    origins = found.origins
    assert (origins.title, origins.published, origins.author) == (Origin.RULE, Origin.RULE, Origin.RULE)
    assert found.extractor != "rule"


@pytest.mark.parametrize(
    ("css", "html"),
    [
        ("time", "<time datetime='2025-03-12T10:30:00Z'>أمس</time>"),
        ("b::attr(data-at)", "<b data-at='1741775400'>أمس</b>"),
        ("meta[name=when]", "<meta name=when content='2025-03-12 10:30'>"),
        ("i", "<i>بلا تاريخ</i><i>12/3/2025 10:30</i>"),
        ("time", "<time datetime='منذ ساعتين'>12/3/2025 10:30</time>"),
        ("i::text", "<i>الأربعاء 12 آذار 2025 - 10:30</i>"),
    ],
)
def test_date_is_read_as_any_date(css: str, html: str) -> None:
    """From where the selector leads, in the ways that pages write dates."""
    found = read(ruled(date=css), page().replace("</head>", f"</head>{html}"))
    assert (found.published, found.origins.published) == (datetime(2025, 3, 12, 10, 30, tzinfo=UTC), Origin.RULE)
    assert "rule_date_missed" not in found.warnings


@pytest.mark.parametrize("text", ["أمس", "", "12 مارس 2999", "4 / 5"])
def test_date_that_cannot_be_believed_is_a_miss(text: str) -> None:
    """The page's own stands in."""
    found = read(ruled(date=".when"), ODD.replace("نشر في: 12 مارس 2025 10:30", text))
    assert (found.published, found.origins.published) == (datetime(2025, 1, 2, tzinfo=UTC), Origin.META)
    assert RuleDoubt.DATE_MISSED in found.warnings


def test_day_that_may_be_a_month_is_no_date() -> None:
    """In English; a rule says where a date stands, not how it is written."""
    html = "<html lang=en><body><h1>Calm in Hajin</h1><i>4/5/2025</i></body></html>"
    found = read(ruled(date="i"), html)
    assert (found.published, found.warnings[-1]) == (None, RuleDoubt.DATE_MISSED)


def test_what_is_not_found_is_looked_for_as_usual() -> None:
    """A rule that the site has left behind costs no article; each part that missed is named."""
    html = page(title="عنوان الصفحة")
    found, usual = read(ruled(body=".gone", title=".gone", author=".gone"), html), read(None, html)
    assert (found.body, found.title, found.extractor) == (usual.body, usual.title, usual.extractor)
    assert all(paragraph in found.body for paragraph in PARAGRAPHS)
    assert set(found.warnings) - set(usual.warnings) == {
        RuleDoubt.BODY_MISSED,
        RuleDoubt.TITLE_MISSED,
        RuleDoubt.AUTHOR_MISSED,
    }


def test_empty_element_is_a_miss() -> None:
    """As a page shows it whose text only scripts fill."""
    found = read(ruled(body=".ad"), page().replace("</h1>", "</h1><div class=ad> <script>x</script></div>"))
    assert RuleDoubt.BODY_MISSED in found.warnings
    assert PARAGRAPHS[0] in found.body


@pytest.mark.parametrize(
    "text", ["&nbsp;&#8203;&#8204;", " … ", "&#8207;&#8206;", "<p>&#65279;</p><p>—</p>", "<img alt=صورة>"]
)
def test_nothing_that_can_be_read_is_a_miss(text: str) -> None:
    """A site fills the old box with invisible characters now; its article is elsewhere, and that is told."""
    html = page(title="هدوء في هجين", paragraphs=PARAGRAPHS).replace("</body>", f"<div class=b>{text}</div></body>")
    found = read(ruled(body=".b", title=".b", author=".b"), html)
    assert (found.body, found.verdict) == (read(None, html).body, PageVerdict.ARTICLE)
    missed = {RuleDoubt.BODY_MISSED, RuleDoubt.TITLE_MISSED, RuleDoubt.AUTHOR_MISSED}
    assert missed <= set(found.warnings)


def test_removed_is_gone_before_anything_is_read() -> None:
    """Also where there is no body: for the usual extraction the page is one without it."""
    html = page(title="هدوء حذر").replace(
        "</h1>", f"</h1><div class=box><p>{PARAGRAPHS[0]} ومزيد في الصندوق.</p></div>"
    )
    assert "في الصندوق" in read(None, html).body
    found = read(ruled(remove=(".box", ".gone")), html)
    assert "في الصندوق" not in found.body
    assert PARAGRAPHS[0] in found.body
    assert not any(warning.startswith("rule") for warning in found.warnings)


def test_text_behind_what_is_removed_stays() -> None:
    """A box amid a sentence has the rest of it behind itself."""
    html = "<html><body><div class=x>قبل <i>إعلان</i>بعد</div></body></html>"
    assert read(ruled(body=".x", remove=("i",)), html).body == "قبل بعد"


@pytest.mark.parametrize("remove", [("body",), ("html",), ("*",), ("body *", "p"), (":not(b)",)])
def test_nothing_takes_the_whole_page_away(remove: tuple[str, ...]) -> None:
    """A selector that means too much would leave no article of any page; it is named instead, or means less."""
    found = read(ruled(remove=remove), page())
    assert all(paragraph in found.body for paragraph in PARAGRAPHS)
    is_too_much = remove not in {("body",), ("html",)}
    assert (RuleDoubt.REMOVED_ALL in found.warnings) == is_too_much


@pytest.mark.parametrize("css", ["html", "body", "*", ":root"])
def test_whole_page_may_be_the_body(css: str) -> None:
    """Once, and without its head, scripts and buttons."""
    body = read(ruled(body=css), ODD).body
    assert body.count("داخل الثاني") == 1
    assert "var x" not in body
    assert "موقع عنب" not in body


def test_rule_does_not_vouch_for_a_wall() -> None:
    """A stub that asks for a login is no article, though it stands where articles do."""
    html = "<html><head><title>تسجيل الدخول</title></head><body><h1>تسجيل الدخول</h1><div class=txt>تسجيل الدخول</div>"
    html += "<form><input type=text><input type=password><button>دخول</button></form></body></html>"
    assert read(ruled(body=".txt"), html).verdict is PageVerdict.LOGIN_PAGE


@pytest.mark.parametrize("box", ["footer", "aside", "header"])
def test_place_of_the_body_is_the_operators_word(box: str) -> None:
    """Old templates have their articles in the oddest boxes; a short one is no empty page for that."""
    html = f"<html><head><title>عنب</title></head><body><h1>هدوء</h1><{box} class=x>وصل وفد إلى هجين.</{box}></body>"
    found = read(ruled(body=".x"), html)
    assert (found.verdict, found.body) == (PageVerdict.ARTICLE, "وصل وفد إلى هجين.")


lines = st.lists(st.text(alphabet="ابتثج" + ZWNJ + " ", min_size=1).filter(str.strip), min_size=1, max_size=8)
# Of joiners alone a rule finds nothing.
words = lines.filter(lambda texts: any(map(str.isalpha, "".join(texts))))


@given(words, st.sampled_from(["p", "div", "li", "td"]))
def test_each_paragraph_is_a_line(texts: list[str], tag: str) -> None:
    """Whatever is in them, and nothing else."""
    html = "".join(f"<{tag}>{text}</{tag}>" for text in texts)
    table = f"<table><tr>{html}</tr></table>" if tag == "td" else html
    found = read(ruled(body=".x"), f"<html><body><div class=x>{table}</div><p>x</p></body></html>")
    assert found.body.split("\n") == [" ".join(text.split()) for text in texts]
