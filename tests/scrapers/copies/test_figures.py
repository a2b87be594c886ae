"""Which numbers of a text are figures: a copy that has new ones is told."""

from __future__ import annotations

import time

import pytest

from scrapers.copies.figures import figures_of


@pytest.mark.parametrize(
    "text",
    [
        "at 10.30 and 14h30, at 1730 GMT, by 5pm, at 5 p.m.",
        "قصف عند الساعة 10 صباحا وعند الساعة 10.30",
        "В 2 часа ночи, в 14.30, в 3 утра",
        "attack at 2 o'clock, at two o'clock",
        "ساعت ۱۰ صبح",
        "saat 10'da",
        "يوم 22/11 وفي 22 الجاري",
        "سنة 1447هـ و 1447 هـ",
        "تاریخ 1405/09/01 و ۱۴۰۵/۰۹/۰۱",
        "منذ 3 ساعات",
        "2 minutes ago, 3 hours ago",
        "5 минут назад",
        "۳ ساعت پیش",
        "2 saat önce",
        "0944123456, +963 944 123 456, 9639441234",
        "as told [7]. Photo 3/12",
        "F-16, Су-24, Covid-19, M23, إس-400",
        "قراءة: 950",
        "views 950",
        "950 просмотров, 12 comments, 30 yorum",
        "No one knows, one of them, один из них, أحد سكان الحي",
        "سه شنبه، پنج شنبه",
        "یک مقام گفت",
        "in 2000, عام 2000, в 2000 году, since 2011, 2026",
        "the 22nd, 22-го",
        "10.30, القصف وقع 10.30 ظهرا",
        "في الـ22 من الشهر الماضي، 22 الشهر الجاري",
        "Updated 23 Nov 2026, 10:45",
        "شوهد 1203 مرة, viewed 1,204 times",
        "Strike on Hajin - France 24",
        "قصف هجين بحسب القناة 12 وقناة 14",
        "Удар по Хаджину | Россия 24",
        "تقصف هجين | سكاي نيوز 24",
        "24 канал, канал 5, Channel 12, ערוץ 12, Kanal 7",
        "more at https://t.me/hajin/1234 and t.me/hajin/55",
    ],
)
def test_no_figures(text: str) -> None:
    """The clock, the calendar and the page go on by themselves."""
    assert figures_of(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("one killed, and no one fled", {"1"}),
        ("مقتل شخص واحد من هجين", {"1"}),
        ("یک نفر کشته شد", {"1"}),
        ("2000 نازح", {"2000"}),
        ("Hajin - 24 killed", {"24"}),
        ("in France 24 died", {"24"}),
        ("в России 24 погибших", {"24"}),
        ("هجين - القتلى: 24", {"24"}),
        ("12 каналов закрыто", {"12"}),
        ("1950 мирных жителей", {"1950"}),
        ("2000 displaced in 2000", {"2000"}),
        ("2000 kişi, ۲۰۰۰ نفر", {"2000"}),
        ("in March 12 people were killed", {"12"}),
        ("May 5 killed", {"5"}),
        ("up to 5 may have died", {"5"}),
        ("في آذار 12 قتيلا", {"12"}),
        ("في 24 ساعة 10 قتلى", {"24", "10"}),
        ("در ۲۴ ساعت ۱۰ نفر کشته شدند", {"24", "10"}),
        ("30 км, 5.2 magnitude, 12.50%, 5 km", {"30", "5.2", "12.5", "5"}),
        ("1200000 نازح, 1 200 000, 1,200,000", {"1200000"}),
        ("مقتل 5 و12، ב-7 בתים", {"5", "12", "7"}),
        ("бои идут 5 часов", {"5"}),
        ("بمشاركة 12 دولة", {"12"}),
        ("On 22/11/2026 3 died, at 10:30 4 more", {"3", "4"}),
        ("tens of thousands fled, 12 died", {"10000+", "12"}),
        ("عشرات القتلى وإصابة شخصين", {"10+", "2"}),
        ("نشر الجيش 30 دبابة عند 10:45", {"30"}),
        ("14.50 lira, 3.75 million", {"14.5", "3750000"}),
        ("22 قتيلا الشهر الماضي", {"22"}),
    ],
)
def test_figures(text: str, figures: set[str]) -> None:
    """What is counted is news, also where it looks like a year or a day."""
    assert figures_of(text) == figures


def test_long_texts_cost_little() -> None:
    """A page of nothing but digits or empty lines must not hold up a reader."""
    began = time.process_time()
    for piece in ("\n", "1", "1 ", "a", "a1-", "+1", "(1/", "0-", "views ", "٠"):
        figures_of(piece * 200_000)
    assert time.process_time() - began < 5
