"""The day an article is of: by the page's word to machines, to readers, or a guess. None is better than a wrong one."""

from __future__ import annotations

import pytest

from archive.origins import Origin
from tests.scrapers.metadata_pages import around, headed, linked, said

CHANGED = '<span class="updated">آخر تحديث <time datetime="2024-11-07T09:00:00+03:00">7 نوفمبر</time></span>'


def published(html: str, **options: object) -> tuple[str | None, Origin | None]:
    """The date of a page and where it stands."""
    found = said(html, **options)  # type: ignore[arg-type]
    return (found.published.isoformat() if found.published else None, found.origins.published)


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("2026-11-05T02:30:00+03:00", "2026-11-05T02:30:00+03:00"),
        ("2026-11-05T02:30:00+0300", "2026-11-05T02:30:00+03:00"),
        ("2026-11-05 02:30:00 +03:00", "2026-11-05T02:30:00+03:00"),
        ("2026-11-05T02:30:00.123Z", "2026-11-05T02:30:00.123000+00:00"),
        ("2026-11-05T02:30Z[UTC]", "2026-11-05T02:30:00+00:00"),
        ("٢٠٢٦-١١-٠٥T٠٢:٣٠:٠٠+٠٣:٠٠", "2026-11-05T02:30:00+03:00"),
        ("2026-11-05", "2026-11-05T00:00:00+00:00"),
        ("1793845800", "2026-11-05T02:30:00+00:00"),
        ("1793845800000", "2026-11-05T02:30:00+00:00"),
        ("Thu, 05 Nov 2026 02:30:00 GMT", "2026-11-05T02:30:00+00:00"),
        ("1405-08-14T02:30:00Z", "2026-11-05T02:30:00+00:00"),
    ],
)
def test_machine_dates_keep_their_zone(raw: str, instant: str) -> None:
    """The day that readers see is that of the newsroom's own clock."""
    assert published(linked(f'{{"@type":"NewsArticle","datePublished":"{raw}"}}')) == (instant, Origin.JSON_LD)
    assert published(headed(f'<meta property="article:published_time" content="{raw}">')) == (instant, Origin.META)


@pytest.mark.parametrize(
    "raw", ["", "soon", "0000-00-00", "2026-13-45", "1970-01-01", "2031-01-01T00:00:00Z", "منذ ساعتين"]
)
def test_impossible_machine_date_gives_way(raw: str) -> None:
    """A template's zero or a time to come is no date, and the next place is asked."""
    page = headed(
        f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{raw}"}}</script>'
        '<meta name="DC.date.issued" content="2026-11-05T10:00:00+03:00">'
    )
    assert published(page) == ("2026-11-05T10:00:00+03:00", Origin.META)


def test_exact_date_stands_in_for_the_same_day() -> None:
    """A date without clock or zone is made exact by another place that agrees with it, never by one that does not."""
    page = (
        '<script type="application/ld+json">{{"@type":"Article","datePublished":"{}"}}</script>'
        '<meta property="article:published_time" content="2026-11-05T10:00:00+03:00">'
    )
    exact = ("2026-11-05T10:00:00+03:00", Origin.META)
    assert published(headed(page.format("2026-11-05"))) == exact
    assert published(headed(page.format("2026-11-05T10:00:00"))) == exact
    assert published(headed(page.format("2026-11-03"))) == ("2026-11-03T00:00:00+00:00", Origin.JSON_LD)


@pytest.mark.parametrize(
    ("language", "line", "instant"),
    [
        ("ar", "الثلاثاء ٥ تشرين الثاني ٢٠٢٤", "2024-11-05T00:00:00+00:00"),
        ("ar", "نشر في: 5 نوفمبر 2024 - 10:30 بتوقيت دمشق", "2024-11-05T07:30:00+00:00"),
        ("ar", "دمشق - وكالات | 05/11/2024", "2024-11-05T00:00:00+00:00"),
        ("ar", "آخر تحديث: 7 نوفمبر 2024 تاريخ النشر: 5 نوفمبر 2024", "2024-11-05T00:00:00+00:00"),
        ("fa", "تاریخ انتشار: ۱۵ آبان ۱۴۰۳ - ۱۰:۳۰ کد خبر: 812345", "2024-11-05T10:30:00+00:00"),
        ("fa", "سه‌شنبه ۱۵ آبان ۱۴۰۳", "2024-11-05T00:00:00+00:00"),
        ("fa", "۱۴۰۳/۰۸/۱۵ - ۱۰:۳۰", "2024-11-05T10:30:00+00:00"),
        ("ckb", "٥ی تشرینی دووەم ٢٠٢٤", "2024-11-05T00:00:00+00:00"),
        ("ku", "5 Mijdar 2024", "2024-11-05T00:00:00+00:00"),
        ("tr", "05 Kasım 2024 Salı 10:30", "2024-11-05T10:30:00+00:00"),
        ("tr", "Yayınlanma: 05.11.2024 10:30 Güncelleme: 06.11.2024 09:00", "2024-11-05T10:30:00+00:00"),
        ("tr", "Giriş: 05.11.2024 - 10:30", "2024-11-05T10:30:00+00:00"),
        (
            "tr",
            "05 Kasım 2024 Salı 10:30 | Okunma: 1.932 | a A A | Yazdır | Arkadaşına gönder",
            "2024-11-05T10:30:00+00:00",
        ),
        ("ru", "5 ноября 2024, 10:30", "2024-11-05T10:30:00+00:00"),
        ("uk", "5 листопада 2024", "2024-11-05T00:00:00+00:00"),
        ("en", "Published 5 November 2024", "2024-11-05T00:00:00+00:00"),
        ("en", "November 5, 2024 10:30 am", "2024-11-05T10:30:00+00:00"),
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_date_line_beside_the_headline_is_read(language: str, line: str, instant: str, place: str) -> None:
    """Many newsrooms of the region tell the day to readers alone, in their own calendar and digits."""
    page = around("هدوء حذر في هجين", **{place: f"<div class='meta'><span>{line}</span></div>"}, language=language)
    assert published(page) == (instant, Origin.PAGE)


def test_parts_of_a_date_line_are_joined() -> None:
    """Day, month and year often stand in elements of their own."""
    page = around("هدوء حذر في هجين", after="<div><span>5</span> <b>نوفمبر</b> <i>2024</i></div>")
    assert published(page) == ("2024-11-05T00:00:00+00:00", Origin.PAGE)


@pytest.mark.parametrize(
    "line",
    [
        "اتفق الطرفان في العاشر من آذار على تنفيذ اتفاق 10 آذار 2025 قبل نهاية العام الجاري",
        "منذ ساعتين",
        "Photo: our own correspondent | 5 November 2024 | all rights reserved by the agency",
        "4/5/2025",
        "Election of 5 November 2024 changes the course of the war again",
        "آخر تحديث: 7 نوفمبر 2024",
    ],
)
def test_other_dates_are_not_the_articles(line: str) -> None:
    """A sentence with a date, words for the past hours, a day that may be a month, and a change say nothing of it."""
    page = around("هدوء حذر في هجين", after=f"<div>{line}</div>", language="en")
    assert published(page, guess=False) == (None, None)


def test_times_far_from_the_headline_are_not_read() -> None:
    """The header's date is today's, and related articles have their own."""
    assert published(around("هدوء حذر في هجين"), guess=False) == (None, None)


@pytest.mark.parametrize(
    "mark",
    [
        '<time datetime="2024-11-05T10:30:00+03:00">قبل أيام</time>',
        '<span itemprop="datePublished" content="2024-11-05T10:30:00+03:00">الثلاثاء</span>',
        CHANGED + '<time datetime="2024-11-05T10:30:00+03:00">5 نوفمبر</time>',
    ],
)
def test_marked_times_beside_the_headline_are_read(mark: str) -> None:
    """What a page marks for its readers' programs is exact; the mark of a change is not taken for it."""
    assert published(around("هدوء حذر في هجين", after=mark)) == ("2024-11-05T10:30:00+03:00", Origin.PAGE)


def test_change_is_told_apart() -> None:
    """A corrected article is not a new one; a change before the publication is a template's mistake."""
    page = '{{"@type":"NewsArticle","datePublished":"2026-11-05T10:00:00Z","dateModified":"{}"}}'
    later = said(linked(page.format("2026-11-06T09:00:00Z")))
    assert later.modified is not None
    assert (later.modified.isoformat(), later.origins.modified) == ("2026-11-06T09:00:00+00:00", Origin.JSON_LD)
    assert said(linked(page.format("2026-11-04T09:00:00Z"))).modified is None


def test_change_of_a_page_for_readers_is_read() -> None:
    """Where the date of publication is found beside the headline, that of the last change stands there too."""
    line = "<div>نشر في 5 نوفمبر 2024 آخر تحديث: 7 نوفمبر 2024</div>"
    found = said(around("هدوء حذر في هجين", after=line))
    assert found.modified is not None
    assert (found.modified.day, found.origins.modified) == (7, Origin.PAGE)


def test_day_in_the_address_is_a_guess() -> None:
    """Better than nothing for a reader, and marked as no more than that."""
    address = "https://alfurat-news.example/2024/11/05/hajin"
    page = around("هدوء حذر في هجين")
    assert published(page, url=address) == ("2024-11-05T00:00:00+00:00", Origin.GUESS)
    assert published(page, url=address, guess=False) == (None, None)
    assert published(page, url="https://alfurat-news.example/2024/31/05/hajin") == (None, None)


def test_day_of_a_papers_issue_is_a_guess() -> None:
    """A weekly's page shows it at its head; the day of the visit, which stands in other pages' heads, is not that."""
    page = around("هدوء حذر في هجين").replace("<main>", "<p>{} الأربعاء 16 آب 2006</p><main>")
    assert published(page.format("العدد 228 -")) == ("2006-08-16T00:00:00+00:00", Origin.GUESS)
    assert published(page.format("")) == (None, None)
