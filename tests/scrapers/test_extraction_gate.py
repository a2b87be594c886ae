"""A page that is no article has a name; an article of any length, whatever lies over it, is one."""

from __future__ import annotations

import pytest

from scrapers.extraction.doubts import Doubt
from scrapers.extraction.gate import judge, says_less
from scrapers.extraction.gate_signs import Signs
from scrapers.extraction.page import extract_page
from scrapers.parsing.results import ExtractedPage, PageVerdict
from tests.extraction_pages.pages import GatePage, article_pages, gate_pages

URL = "https://news.example/ar/1"
NEWS = "أعلنت السلطات المحلية في بلدة هجين فتح المعبر النهري أمام المدنيين صباح اليوم بعد إغلاق دام أسبوعين."
SECOND = "وقال مسؤول في المجلس إن العبور يقتصر على ساعات النهار حتى إشعار آخر."
TITLE = "فتح المعبر النهري في هجين"
LOCKED = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":%s}</script>'
CONSENT = (
    "<p>We and our partners use cookies to store and/or access information on a device. You can accept all or manage"
    " options; your consent applies to this site in Syria, Iraq and Lebanon. See our privacy policy.</p>"
)


def article(*paragraphs: str, title: str = TITLE, head: str = "", before: str = "", after: str = "") -> str:
    """A page of a site, with what stands around its article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<html lang="ar"><head><title>{title} | وكالة</title>{head}</head><body>{before}'
        '<nav><a href="/">الرئيسية</a></nav>'
        f"<main><article><h1>{title}</h1>{text}</article></main>{after}<footer>الوكالة</footer></body></html>"
    )


def read(html: str, feed_html: str = "") -> ExtractedPage:
    """What is found in a page."""
    return extract_page(html.encode(), URL, "text/html; charset=utf-8", feed_html, guess=False)


@pytest.mark.parametrize("page", gate_pages(), ids=lambda page: page.expected)
def test_page_in_an_articles_place_is_named(page: GatePage) -> None:
    """A cookie banner that mentions a country is not news."""
    found = extract_page(page.sent, page.url, page.content_type, page.feed_summary)
    assert found.verdict == page.expected


def test_no_article_is_judged_away() -> None:
    """Whole pages of the region's sites, with all their banners and forms."""
    found = {page.name: extract_page(page.sent, page.url, page.content_type).verdict for page in article_pages()}
    assert {name: verdict for name, verdict in found.items() if verdict != PageVerdict.ARTICLE} == {}


@pytest.mark.parametrize(
    "html",
    [
        article(NEWS, SECOND),
        article(NEWS),
        article(NEWS, before='<div id="onetrust-banner-sdk"><h2>We value your privacy</h2>' + CONSENT + "</div>"),
        article(NEWS, after='<div class="modal"><h2>تسجيل الدخول</h2><form><input type="password"></form></div>'),
        article(NEWS, before='<noscript>You need to enable JavaScript.</noscript><script src="a.js"></script>'),
        article(NEWS, after='<div id="app"></div><script src="a.js"></script>'),
        article(NEWS, head=LOCKED % "true"),
        article(f"{NEWS} {SECOND}", *[f"{NEWS} {number}" for number in range(6)], head=LOCKED % "false"),
        article(NEWS, title="شركات تشكو من أن ملفات تعريف الارتباط لم تعد تكفي"),
        article(f"{NEWS} وظهرت على الموقع عبارة الصفحة غير موجودة."),
        article(NEWS, SECOND, title="تحديث: 404 مدنيين عبروا من هجين"),
        article(NEWS, title="Leaders sign in Doha", after='<form><input type="password"></form>'),
    ],
)
def test_short_article_stays(html: str) -> None:
    """Two sentences of breaking news are an article, whatever banner, form or script the site has besides."""
    assert read(html).verdict is PageVerdict.ARTICLE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Page not found", "Sorry, try a search."),
        ("404", "الرابط قديم."),
        ("عذراً، الصفحة التي تبحث عنها غير موجودة", "عد إلى الرئيسية."),
        ("خطأ ٤٠٤", "عد إلى الرئيسية."),
        ("صفحه‌ای که به دنبال آن هستید پیدا نشد", "به خانه بازگردید."),
        ("لاپەڕەکە نەدۆزرایەوە", "بگەڕێوە بۆ سەرەتا."),
        ("Rûpel nehat dîtin", "Vegere destpêkê."),
        ("ARADIĞINIZ SAYFA BULUNAMADI", "Ana sayfaya dönün."),
        ("Страница не найдена", "Вернитесь на главную."),
        ("Сторінку не знайдено", "Поверніться на головну."),
        ("הדף המבוקש לא נמצא", "חזרה לדף הבית."),
        ("Page introuvable", "Retour à l'accueil."),
    ],
)
def test_missing_page_is_named_in_each_language(title: str, text: str) -> None:
    """Servers send it with status 200, and a list of the newest articles besides."""
    assert read(article(text, title=title)).verdict is PageVerdict.SOFT_404


@pytest.mark.parametrize(
    "title",
    ["Sign in", "Log in to your account", "تسجيل الدخول", "Üye Girişi", "Вход", "Увійти", "התחברות", "Connexion"],
)
def test_login_page_is_named(title: str) -> None:
    """With a password field and hardly any text."""
    html = article("Syria, Iraq, Lebanon: for members.", title=title, after='<form><input type="password"></form>')
    assert read(html).verdict is PageVerdict.LOGIN_PAGE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Before you continue", "We and our partners use cookies. You may accept all or reject all in Syria and Iraq."),
        ("نحن نهتم بخصوصيتك", "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لقياس أداء الإعلانات في سوريا والعراق."),
        ("Gizliliğinize önem veriyoruz", "Çerezleri iş ortaklarımız ile Suriye ve Irak'ta kullanıyoruz."),
        ("Мы ценим вашу конфиденциальность", "Мы и наши партнеры используем файлы cookie в Сирии и Ираке."),
        (
            "Nous respectons votre vie privée",
            "Nos partenaires déposent des cookies en Syrie. Tout accepter ou refuser.",
        ),
    ],
)
def test_cookie_wall_is_named(title: str, text: str) -> None:
    """Whoever built it, by its heading and what it asks."""
    assert read(article(text, title=title)).verdict is PageVerdict.COOKIE_WALL


def test_banner_in_the_articles_place_is_named() -> None:
    """The site's own title and metadata are there; the text is the banner's."""
    head = '<meta property="og:type" content="article">'
    html = article(title=TITLE, head=head, before=f'<div id="didomi-popup">{CONSENT}</div>')
    assert read(html).verdict is PageVerdict.COOKIE_WALL


@pytest.mark.parametrize("said", ["false", '"False"'])
def test_locked_page_is_a_paywall(said: str) -> None:
    """By what it says to machines, with a stub of a text; a whole text is an article all the same."""
    assert read(article(NEWS, head=LOCKED % said)).verdict is PageVerdict.PAYWALL


def test_paywall_is_named_by_its_words() -> None:
    """Not every site says it to machines."""
    html = article("The town of Hajin woke up to", "Subscribe to continue reading. Already a subscriber? Log in.")
    assert read(html).verdict is PageVerdict.PAYWALL


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("الكهرباء في حلب للمشتركين فقط", "أعلنت مديرية الكهرباء في حلب أن التغذية ستكون للمشتركين فقط."),
        ("برق سنندج فقط برای مشترکان", "شرکت برق سنندج اعلام کرد که برق از یکشنبه فقط برای مشترکان است."),
        ("Elektrik yalnızca abonelere verilecek", "Hecin'de elektrik yalnızca abonelere verilecek, vali açıkladı."),
        ("Видео казни появилось в закрытом канале", "Видео казни в Хаджине появилось в канале только для подписчиков."),
        ("Вода у Хаджині лише для передплатників", "У Хаджині вода буде лише для передплатників, заявила влада."),
        ("מים בחלב למנויים בלבד", "המים יהיו זמינים למנויים בלבד, ולא יהיו מים בחלב לאחרים."),
        ("À Hajine, l'eau réservée aux abonnés", "À Hajine, l'eau est un service réservé aux abonnés, dit-on."),
        ("Militia opens channel in Hajin", "The militia in Hajin has a new channel for subscribers only, it said."),
        ("Hecin'de çerezler yasaklandı", "Hecin'de çerezler yasaklandı; verileriniz, cihazınızda, gizliliğiniz."),
    ],
)  # fmt: skip
def test_news_of_subscribers_and_cookies_stays(title: str, text: str) -> None:
    """It uses a wall's words, of what its headline tells of; who loses it reads nothing of its places."""
    assert read(article(text, title=title)).verdict is PageVerdict.ARTICLE


def signs(**known: object) -> Signs:
    """A page of which only this is known."""
    nothing: dict[str, object] = {
        "heads": (), "parts": frozenset(), "own": " نص ", "seen": " نص ", "asked": " نص ", "seen_asked": " نص ",
        "title": " ", "in_consent_boxes": 0.0,
        "says_article": False, "is_locked": False, "has_password": False, "is_challenge": False, "needs_script": False,
    }  # fmt: skip
    return Signs(**nothing | known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ({}, PageVerdict.ARTICLE),
        ({"is_challenge": True}, PageVerdict.BLOCKED),
        ({"is_challenge": True, "own": "ا" * 1000}, PageVerdict.ARTICLE),
        ({"own": " "}, PageVerdict.EMPTY),
        ({"own": " هجين ", "title": " هجين "}, PageVerdict.EMPTY),
        ({"own": " ", "needs_script": True}, PageVerdict.NEEDS_JAVASCRIPT),
        ({"needs_script": True}, PageVerdict.ARTICLE),
        ({"is_locked": True, "own": "ا" * 600}, PageVerdict.ARTICLE),
        ({"heads": (" page not found ",), "says_article": True}, PageVerdict.ARTICLE),
        ({"heads": (" page not found ",), "own": "ا" * 1000}, PageVerdict.ARTICLE),
        ({"own": " ", "has_password": True}, PageVerdict.LOGIN_PAGE),
        ({"has_password": True}, PageVerdict.ARTICLE),
    ],
)
def test_every_sign_needs_a_short_text(known: dict[str, object], verdict: PageVerdict) -> None:
    """An article may be about anything."""
    assert judge(signs(**known)) is verdict


@pytest.mark.parametrize(
    ("words", "feed_words", "less"),
    [(8, 20, True), (8, 19, False), (10, 20, False), (40, 70, True), (60, 70, False), (80, 100, False), (0, 0, False)],
)
def test_feed_may_say_more(words: int, feed_words: int, less: bool) -> None:  # noqa: FBT001 - a table
    """A line that promises details is no article when the feed has the story."""
    assert says_less("كلمة " * words, "كلمة " * feed_words) is less


def test_doubts_are_named() -> None:
    """Whoever tends a site sees which of its bodies are short or came by another way."""
    (short,) = read(article(NEWS)).warnings
    assert short == Doubt.SHORT_TEXT
    long = read(article(*[f"{NEWS} {SECOND} {number}" for number in range(8)]))
    assert (long.warnings, long.extractor) == ((), "trafilatura-precision")
