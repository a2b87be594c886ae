"""A date may be wrong; it then is no date, and the item stays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scrapers.reading.calendars import from_lunar, from_solar
from scrapers.reading.dates import believable
from scrapers.reading.feed import read_feed
from scrapers.reading.month_names import _TABLE, fold
from tests.scrapers.documents import Item, rss

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def published(raw: str | None) -> str | None:
    """The date of an item that gives it so."""
    (item,) = read_feed(rss(Item(date=raw)).encode(), "https://news.example/feed", None).items
    return item.published.isoformat() if item.published else None


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("Tue, 05 Nov 2024 10:00:00 +0300", "2024-11-05T07:00:00+00:00"),
        ("2024-11-05T10:00:00+03:00", "2024-11-05T07:00:00+00:00"),
        ("٠٥ Nov ٢٠٢٤ 07:00:00 GMT", "2024-11-05T07:00:00+00:00"),
        ("1730790000", "2024-11-05T07:00:00+00:00"),
        ("1730790000000", "2024-11-05T07:00:00+00:00"),
    ],
)
def test_dates_are_read_as_utc(raw: str, instant: str) -> None:
    """Zones are honoured; seconds and milliseconds since 1970 are no year and month."""
    assert published(raw) == instant


@pytest.mark.parametrize("raw", [None, "", "غداً", "0001-01-01", "Thu, 01 Jan 1970 00:00:00 GMT", "12345"])
def test_impossible_dates_are_none(raw: str | None) -> None:
    """Hijri years, the year 1, the beginning of Unix time and words say nothing about the instant."""
    assert published(raw) is None


def test_future_dates_are_not_believed() -> None:
    """A date ahead of us would sort the item above all news; ten minutes of skew are forgiven."""
    assert believable(datetime(2099, 1, 1, tzinfo=UTC), NOW) is None
    assert believable(datetime(2026, 11, 22, 12, 9, tzinfo=UTC), NOW) is not None
    assert believable(None, NOW) is None


def test_the_year_one_is_not_believed() -> None:
    """Some sites print the zero of their clock as a page's date: it would sort below all news, and no zone knows it."""
    assert believable(datetime(1, 1, 1, tzinfo=UTC), NOW) is None


@pytest.mark.parametrize(
    "raw",
    [
        "الثلاثاء، 05 نوفمبر 2024",
        "الثلاثاء ٥ نوفمبر ٢٠٢٤",
        "5 تشرين الثاني 2024",
        "5 تشرين الثاني/نوفمبر 2024",
        "5 تشرين الثاني (نوفمبر) 2024م",
        "05 نونبر 2024",
        "3 جمادى الأولى 1446",
        "٣ جمادى الأولى ١٤٤٦ هـ - ٥ نوفمبر ٢٠٢٤ م",
        "1446-05-03",
        "١٤٤٦/٠٥/٠٣",
        "1403/08/15",
        "۱۵ آبان ۱۴۰۳",
        "Tue, 15 Aban 1403",
        "۱۵ عقرب ۱۴۰۳",
        "۵ نوامبر ۲۰۲۴",
        "05/11/2024",
        "5.11.2024",
        "Mar, 05 Nov 2024",
        "mardi 5 novembre 2024",
        "5 Kasım 2024 Salı",
        "5 Mijdar 2024",
        "5ی تشرینی دووەم 2024",
        "5 ноября 2024 г.",
        "5 листопада 2024",
        "5 בנובמבר 2024",
        "November 5th, 2024",
        "2024 نوفمبر 5",
        "05-Nov-24",
        "3 جماد الأول 1446",
    ],
)
def test_written_dates_are_read(raw: str) -> None:
    """A newsroom writes its own language, digits and calendar; the day is the same."""
    assert published(raw) == "2024-11-05T00:00:00+00:00"


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("5 جانفي 2024", "2024-01-05"),
        ("12 فيفري 2024", "2024-02-12"),
        ("1 ماي 2024", "2024-05-01"),
        ("2 جوان 2024", "2024-06-02"),
        ("3 جويلية 2024", "2024-07-03"),
        ("12 أوت 2024", "2024-08-12"),
        ("4 غشت 2024", "2024-08-04"),
        ("6 آب 2024", "2024-08-06"),
        ("7 كانون الثاني 2024", "2024-01-07"),
        ("8 كانون الأول 2024", "2024-12-08"),
        ("1er août 2024", "2024-08-01"),
        ("9 Şubat 2024", "2024-02-09"),
    ],
)
def test_month_names_of_each_region(raw: str, instant: str) -> None:
    """The Levant, the Gulf and the Maghreb name the same month differently."""
    assert published(raw) == f"{instant}T00:00:00+00:00"


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        ("5 نوفمبر 2024 10:30 ص", "10:30"),
        ("5 نوفمبر 2024 الساعة 3:15 م", "15:15"),
        ("5 نوفمبر 2024 12:05 مساءً", "12:05"),
        ("5 نوفمبر 2024 10:30 قبل الظهر", "10:30"),
        ("5 نوفمبر 2024 3:15 بعد الظهر بتوقيت دمشق", "12:15"),
        ("5 نوفمبر 2024 12:05 صباحاً", "00:05"),
        ("5 نوفمبر 2024 - 10:30 بتوقيت غرينتش", "10:30"),
        ("10:30 - 5 نوفمبر 2024", "10:30"),
        ("5 نوفمبر 2024 10:30 بتوقيت مكة", "07:30"),
        ("Tue, 05 Nov 2024 10:30:00 GMT+3", "07:30"),
        ("Tue, 05 Nov 2024 10:30:00 EST", "15:30"),
        ("2024-11-05T10:30:00.123-0100", "11:30"),
        ("mardi 5 novembre 2024 à 10h30", "10:30"),
        ("2024-11-05 99:99", "00:00"),
        ("5 نوفمبر 2024 4:00 عصراً", "16:00"),
        ("5 نوفمبر 2024 11:30 ليلاً", "23:30"),
        ("5 نوفمبر 2024 1:30 ليلاً", "01:30"),
        ("5 نوفمبر 2024 11:30 ظهراً", "11:30"),
        ("۱۵ آبان‌ماه ۱۴۰۳ ساعت ۱۰:۳۰ ب.ظ", "22:30"),
        ("۱۵ آبان ماه ۱۴۰۳ ۱۰:۳۰ قبل از ظهر", "10:30"),
        ("05.11.2024 10:30 TSİ", "07:30"),
        ("5 ноября 2024, 10:30 МСК", "07:30"),
        ("Tue, 05 Nov 2024 10:30:00 +300", "07:30"),
        ("Tue, 05 Nov 2024 10:30:00 +3", "07:30"),
        ("Tue, 05 Nov 2024 10:30:00 +9999", "10:30"),
        ("Tue, 05 Nov 2024 10:30:00 +0330", "07:00"),
        ("11/5/2024 10:30:00 AM", "10:30"),
        ("11/5/2024 10:30 PM", "22:30"),
        ("05/11/2024 10:30:00 م", "22:30"),
    ],
)
def test_times_of_day_are_read(raw: str, clock: str) -> None:
    """Morning, evening and zones are words too; an impossible time leaves the day."""
    assert published(raw) == f"2024-11-05T{clock}:00+00:00"


def test_ast_is_arabia_in_arabic_feeds() -> None:
    """Atlantic time would put an Arabic outlet's news seven hours into the future, where it is not believed."""
    raw = "Tue, 05 Nov 2024 10:00:00 AST"
    assert published(raw) == "2024-11-05T07:00:00+00:00"
    english = rss(Item(date=raw, title="Storm"), title="Halifax Herald").encode()
    unnamed = rss(Item(date=raw), title="SANA").encode()
    (item,) = read_feed(unnamed, "https://news.example/feed", None).items
    assert item.published == datetime(2024, 11, 5, 7, tzinfo=UTC)
    (item,) = read_feed(english, "https://news.example/feed", None).items
    assert item.published == datetime(2024, 11, 5, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    ["منذ ساعتين", "قبل 3 أيام", "il y a 2 heures", "2 hours ago", "31 فبراير 2024", "2024-13-45", "1446-13-01",
     "30 محرم 1446", "9999-12-31T23:00:00-05:00", "99999999999999"],
)  # fmt: skip
def test_no_date_is_made_up(raw: str) -> None:
    """Words that need to know when they were written, and days that no calendar has, are no date."""
    instant = published(raw)
    assert instant is None or believable(datetime.fromisoformat(instant), NOW) is None


@pytest.mark.parametrize(
    "raw",
    [
        "Wed, 30 Nov -0001 00:00:00 +0000",
        "Sun, 30 Nov 0000 00:00:00 +0000",
        "Sat, 30 Nov 0002 00:00:00 +0000",
        "Mon, 01 Jan 0001 00:00:00 +0300",
        "1 يناير 0001 00:00 بتوقيت مكة",
        "1/1/0001 12:00:00 AM",
        "0000-00-00 00:00:00",
    ],
)
def test_the_zero_of_a_database_is_no_date(raw: str) -> None:
    """Read as a day of 2000 it would make fresh news of a first poll old, and nobody would hear of it."""
    assert published(raw) is None


def test_years_of_two_digits_are_past() -> None:
    """The first feeds wrote theirs so."""
    assert published("Fri, 05 Nov 99 10:30:00 GMT") == "1999-11-05T10:30:00+00:00"


def test_calendars_agree_with_almanacs() -> None:
    """Known first days: Ramadan, both New Years, and a leap day of the solar calendar."""
    assert str(from_lunar(1445, 9, 1)) == "2024-03-11"
    assert str(from_lunar(1446, 1, 1)) == "2024-07-07"
    assert str(from_solar(1403, 1, 1)) == "2024-03-20"
    assert str(from_solar(1403, 12, 30)) == "2025-03-20"
    assert from_solar(1404, 12, 30) is None
    assert from_lunar(1446, 1, 30) is None


def test_month_names_mean_one_month() -> None:
    """A name that two languages give to different months of a calendar could not be read."""
    named: dict[tuple[str, str], set[int]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        calendar, _, *columns = line.split("\t")
        assert len(columns) == 12
        for number, names in enumerate(columns, 1):
            for name in names.split("|"):
                named.setdefault((calendar, fold(name)), set()).add(number)
    assert [name for name, numbers in named.items() if len(numbers) > 1] == []
