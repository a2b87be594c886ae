"""Who wrote it: names alone, however they are given."""

from __future__ import annotations

import json

import pytest

from archive.origins import Origin
from tests.scrapers.metadata_pages import around, headed, linked, said

GRAPH = """{"@graph": [
  {"@type": "WebPage", "name": "هدوء في هجين", "author": {"@id": "#site"}},
  {"@type": ["Article", "NewsArticle"], "headline": "هدوء في هجين", "author": [{"@id": "#layla"}, {"@id": "#gone"}]},
  {"@type": "Person", "@id": "#layla", "name": "ليلى حسن"},
  {"@type": "Organization", "@id": "#site", "name": "وكالة الفرات"}]}"""


def author(html: str) -> tuple[str | None, Origin | None]:
    """The byline of a page and where it stands."""
    found = said(html)
    return found.author, found.origins.author


@pytest.mark.parametrize(
    ("given", "byline"),
    [
        ("ليلى حسن", "ليلى حسن"),
        ({"@type": "Person", "name": "ليلى حسن"}, "ليلى حسن"),
        ([{"name": "ليلى حسن"}, {"name": "Jan Novák"}, {"name": "ليلى حسن"}], "ليلى حسن, Jan Novák"),
        ({"name": ["ليلى حسن", "Jan Novák"]}, "ليلى حسن, Jan Novák"),
        ({"name": {"@value": "ليلى حسن", "@language": "ar"}}, "ليلى حسن"),
        ([{"name": "ليلى حسن", "url": "https://x.example"}, "https://x.example/layla"], "ليلى حسن"),
        ([{"name": "وكالة الفرات"}, {"name": "ليلى حسن"}], "ليلى حسن"),
        ([{"name": "admin"}], None),
        ([{"name": "layla@alfurat-news.example"}, {"name": "@layla"}], None),
        ({"name": {"name": {"name": "x"}}}, None),
        (17, "17"),
        ([], None),
    ],
)
def test_writers_are_names(given: object, byline: str | None) -> None:
    """Addresses, handles, accounts and the site itself wrote nothing."""
    page = {"@type": "NewsArticle", "author": given, "publisher": {"name": "وكالة الفرات"}}
    assert author(linked(json.dumps(page)))[0] == byline


def test_references_are_followed() -> None:
    """The most common system of all names its writers elsewhere in the same data."""
    assert author(linked(GRAPH)) == ("ليلى حسن", Origin.JSON_LD)


@pytest.mark.parametrize(
    ("raw", "byline"),
    [
        ("By Jan Novák", "Jan Novák"),
        ("BY: Jan Novák", "Jan Novák"),
        ("بقلم: ليلى حسن", "ليلى حسن"),
        ("بقلم ليلى حسن", "ليلى حسن"),
        ("كتب: سامر علي", "سامر علي"),
        ("كتبت / ليلى حسن", "ليلى حسن"),
        ("إعداد: ليلى حسن", "ليلى حسن"),
        ("نویسنده: رضا کریمی", "رضا کریمی"),
        ("نووسەر: ئازاد کەریم", "ئازاد کەریم"),
        ("Yazan: Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("Haber: Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("Автор: Иван Петров", "Иван Петров"),
        ("Bycroft Hall", "Bycroft Hall"),
        ("Harald Byström", "Harald Byström"),
        ("كاتبة الياس", "كاتبة الياس"),
    ],
)
def test_what_stands_before_the_name_is_cut(raw: str, byline: str) -> None:
    """``By`` is no part of a name, and a name that begins with it is whole."""
    assert author(headed(f'<meta name="author" content="{raw}">')) == (byline, Origin.META)


@pytest.mark.parametrize(
    ("trace", "byline"),
    [
        ('<a rel="author" href="/a/1">ليلى حسن</a>', "ليلى حسن"),
        ('<div itemprop="author"><img alt="x"><span itemprop="name">ليلى حسن</span> 5 نوفمبر 2024</div>', "ليلى حسن"),
        ("<p>بقلم: ليلى حسن</p>", "ليلى حسن"),
        ("<div>كتب - سامر علي</div>", "سامر علي"),
        ("<div>Yazan: Ayşe Yılmaz</div>", "Ayşe Yılmaz"),
        ("<ul><li><i class='icon-user'></i> BERFÎN XELÎL</li><li>KOBANÊ</li></ul>", "BERFÎN XELÎL"),
        (
            "<span><i class='fa fa-pen'></i></span><i class='fa fa-user'></i>ليلى حسن<i class='fa fa-eye'></i>12",
            "ليلى حسن",
        ),
        ("<ul><li><span>Author, </span><span>ليلى حسن</span></li></ul>", "ليلى حسن"),
        ("<p>كتب مراسلنا في هجين أن الأهالي عادوا إلى منازلهم.</p>", None),
        ("<p>5 نوفمبر 2024</p>", None),
    ],
)
def test_byline_beside_the_headline_is_read(trace: str, byline: str | None) -> None:
    """A page that says nothing to machines still names its writer; a sentence that begins with a verb names nobody."""
    assert author(around("هدوء حذر في هجين", after=trace)) == (byline, Origin.PAGE if byline else None)
