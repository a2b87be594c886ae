"""The days of the week and the parts of a day."""

from __future__ import annotations

import pytest
from babel import Locale

from scrapers.copies.day_words import PARTS, WEEKDAYS
from scrapers.copies.deciding import judge
from scrapers.copies.nouns import Relation, Text
from scrapers.copies.wording import wording_of
from tests.scrapers.copies.reports import ARABIC, ENGLISH, PERSIAN, RUSSIAN

LANGUAGES = ("ar", "en", "fa", "fr", "ru", "tr", "uk")
FRENCH = (
    "La protection civile a appelé {} les riverains de Hajine à rester chez eux après la rupture d'une conduite de gaz "
    "dans le quartier du marché. Les écoles resteront fermées et la circulation est coupée sur la route de la gare. "
    "Des équipes techniques sont sur place et demandent de ne pas allumer de feu tant que la fuite n'a pas été "
    "colmatée."
)
TURKISH = (
    "Belediye ekipleri {} ilçedeki su kesintisinin ana boruda meydana gelen arızadan kaynaklandığını duyurdu. Onarım "
    "çalışmaları sürerken mahallelere tankerlerle su dağıtılıyor ve vatandaşlardan suyu tasarruflu kullanmaları "
    "isteniyor. Okullarda eğitime ara verilmedi, hastaneye ise öncelikli olarak su ulaştırıldığı açıklandı."
)
UKRAINIAN = (
    "Комунальники {} попередили мешканців про відключення води на кількох вулицях через аварію на головному водогоні. "
    "Ремонтні бригади вже працюють на місці, а питну воду підвозять автоцистернами до шкіл і лікарень. Людей просять "
    "зробити запас і не користуватися ліфтами, доки не відновлять роботу насосної станції."
)


def told(body: str, elder: str, outlet: str = "wire.example") -> tuple[Relation | None, tuple[str, ...]]:
    """What a body is to the elder of wire.example, and what differs."""
    text = Text(f"https://{outlet}/2", outlet, "عنوان", body, None)
    verdict = judge(text, {7: Text("https://wire.example/1", "wire.example", "عنوان", elder, None)})
    return (verdict.relation, verdict.differing) if verdict else (None, ())


@pytest.mark.parametrize(
    ("elder", "day", "other"),
    [
        (ARABIC.replace("فجر اليوم", "مساء الأحد"), "مساء الأحد", "مساء الاثنين"),
        (ARABIC, "فجر", "مساء"),
        (PERSIAN, "شامگاه", "بامداد"),
        (PERSIAN, "دوشنبه", "سه شنبه"),
        (ENGLISH, "Tuesday", "Thursday"),
        (RUSSIAN.replace("Ночью", "Вечером во вторник"), "Вечером во вторник", "Вечером в среду"),
        (RUSSIAN, "Ночью", "Утром"),
        (FRENCH.format("dimanche soir"), "dimanche", "lundi"),
        (TURKISH.format("pazar akşamı"), "pazar", "salı"),
        (UKRAINIAN.format("у п’ятницю"), "у п’ятницю", "у суботу"),
        (UKRAINIAN.format("ввечері"), "ввечері", "вранці"),
    ],
)
def test_other_day_of_one_outlet_is_other_news(elder: str, day: str, other: str) -> None:
    """It reports what happens each day in the same words."""
    relation, differing = told(elder.replace(day, other), elder)
    assert relation is Relation.SERIES
    assert differing


def test_other_outlet_may_name_another_part_of_the_day() -> None:
    """Where it is evening in one country it is night in another, and "late" is told as either."""
    assert told(RUSSIAN.replace("Ночью", "Вечером"), RUSSIAN, "paper.example")[0] is Relation.COPY
    assert told(ARABIC.replace("فجر", "صباح"), ARABIC, "paper.example")[0] is Relation.COPY


def test_day_in_other_words_is_no_other_day() -> None:
    """An outlet says the same more exactly, or leaves it out."""
    assert told(ENGLISH.replace("late on Tuesday", "on Tuesday evening"), ENGLISH)[0] is Relation.AGAIN
    assert told(ARABIC.replace("فجر اليوم", "فجر الجمعة"), ARABIC)[0] is Relation.AGAIN
    assert told(FRENCH.format("dimanche"), FRENCH.format("dimanche soir"))[0] is Relation.AGAIN


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_those_of_cldr(language: str) -> None:
    """A form that is missing would silence a day's news."""
    days = Locale(language).days
    for number in range(7):
        for context in ("format", "stand-alone"):
            assert WEEKDAYS[wording_of(days[context]["wide"][number]).words[-1]] == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_of_the_day_are_those_of_cldr(language: str) -> None:
    """The same; before and after noon alone are parts that reports do not name."""
    names = {
        name: wording_of(form).words
        for name, form in Locale(language).day_periods["format"]["wide"].items()
        if name not in {"am", "pm"}
    }
    assert not {name: words for name, words in names.items() if PARTS.keys().isdisjoint(words)}
