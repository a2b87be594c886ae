"""The words that an outlet gives to another item of its own: a notice on all pages, yesterday's alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from scrapers.copies.deciding import COPIES, judge, stands_apart
from scrapers.copies.nouns import Relation, Text
from scrapers.copies.other_items import are_other_titles
from tests.scrapers.copies.reports import AT, OF_EACH_LANGUAGE

NOTICES = {
    "ar": "نعتذر لزوارنا الكرام عن توقف الموقع مؤقتا بسبب أعمال الصيانة الدورية في الخوادم، ونعمل على عودة "
    "الخدمة في أقرب وقت "
    "ممكن، ويمكنكم متابعة الأخبار على حساباتنا في مواقع التواصل.",
    "en": "This article is for subscribers only. Sign in to your account or choose a plan to read on. A "
    "subscription gives "
    "you all our reports, the archive and the weekly letter of our editors, and can be ended at any time.",
    "ru": "Мы используем файлы куки, чтобы сайт работал лучше и реклама была полезной. Продолжая пользоваться "
    "сайтом, вы "
    "соглашаетесь с условиями обработки данных, которые описаны в нашей политике, и можете отозвать "
    "согласие в настройках.",
}
TITLES = {
    "ar": ("افتتاح معرض الكتاب في هجين", "مقتل مدنيين في قصف على سوق هجين"),
    "en": ("Book fair opens in Hajin", "Civilians killed as shells hit market in Hajin"),
    "ru": ("В Хаджине открылась книжная ярмарка", "При обстреле рынка в Хаджине погибли мирные жители"),
}
ALARMS = {
    "ar": "تدوي الآن صفارات الإنذار في مدينة هجين والقرى المحيطة بها، وعلى جميع السكان التوجه فورا إلى أقرب "
    "ملجأ والبقاء فيه "
    "حتى إعلان انتهاء الخطر.",
    "fa": "آژیر خطر در شهر هجین و روستاهای اطراف آن به صدا درآمده است و همه ساکنان باید فورا به نزدیک‌ترین "
    "پناهگاه بروند و تا "
    "اعلام پایان خطر همان جا بمانند.",
    "en": "Air raid sirens are sounding in Hajin and the villages around it. All residents are to go to the "
    "nearest shelter "
    "at once and to stay there until the end of the danger is announced.",
    "uk": "У місті Хаджин і навколишніх селах оголошено повітряну тривогу. Усім мешканцям слід негайно пройти "
    "до найближчого "
    "укриття і залишатися там до оголошення відбою.",
}
LANGUAGES = pytest.mark.parametrize("language", NOTICES)
EACH_ALARM = pytest.mark.parametrize("words", ALARMS.values(), ids=ALARMS)


def item(body: str, title: str, *, days: float = 0, number: int = 1, outlet: str = "wire.example") -> Text:
    """An outlet's item."""
    at = AT + timedelta(days=days)
    return Text(f"https://{outlet}/{number}", outlet, title, body, at, at)


def relation(text: Text, *elders: Text) -> Relation | None:
    """What a text is to its best match."""
    verdict = judge(text, dict(enumerate(elders)))
    return verdict.relation if verdict else None


@LANGUAGES
def test_notice_under_another_title_is_another_item(language: str) -> None:
    """The page could not be read, and the title alone tells the news: it must not be silent."""
    first, second = (item(NOTICES[language], title, number=number) for number, title in enumerate(TITLES[language]))
    verdict = judge(second, {7: first})
    assert verdict is not None
    assert (verdict.relation, verdict.differing) == (Relation.SERIES, (f"{first.title} → {second.title}",))
    assert stands_apart(second, [first])
    assert stands_apart(replace(second, body=f"{second.body} 2026"), [first])


@pytest.mark.parametrize("title", ["Видео", "18+ Видео", "❗️❗️ Updated", "عاجل", "فيديو 2", "12"])
def test_label_is_no_other_headline(title: str) -> None:
    """A channel puts its post out once more with a picture; one word tells nothing about a place."""
    assert (
        relation(item(OF_EACH_LANGUAGE["ru"], title, number=2), item(OF_EACH_LANGUAGE["ru"], "Пожар на складе"))
        in COPIES
    )


def test_reprint_of_a_risen_toll_is_a_copy_under_any_headline() -> None:
    """Whoever reprinted the first report under a headline of its own reprints the second so too."""
    body = OF_EACH_LANGUAGE["en"]
    first, own = item(f"Three people died. {body}", "Blast"), item(f"Three people died. {body}", "A morning of horror")
    second, again = (
        item(f"Nine people died. {body}", "Blast toll"),
        item(f"Nine people died. {body}", "Grief in streets"),
    )
    own, again = (
        replace(each, outlet="paper.example", url=f"{each.url}/p") for each in (own, replace(again, url="https://p/2"))
    )
    verdict = judge(again, {1: first, 2: own, 3: second})
    assert verdict is not None
    assert (verdict.number, verdict.relation) == (3, Relation.COPY)
    assert not stands_apart(again, [own, first])


@LANGUAGES
def test_headline_of_another_outlet_proves_nothing(language: str) -> None:
    """Whoever reprints a wire gives it a headline of its own, which is the nuisance that copies are about."""
    first, second = TITLES[language]
    body = OF_EACH_LANGUAGE[language]
    assert relation(item(body, second, outlet="paper.example"), item(body, first)) is Relation.COPY


@LANGUAGES
def test_edited_headline_is_a_copy(language: str) -> None:
    """At the article's own address it is the article, however much the headline was changed."""
    first, second = TITLES[language]
    elder = item(NOTICES[language], first)
    assert relation(item(NOTICES[language], second), elder) is Relation.COPY
    assert relation(item(NOTICES[language], f"{first} 2", number=2), elder) is Relation.COPY


@pytest.mark.parametrize(
    ("language", "title", "other"),
    [
        ("en", "14 dead in attack on Zurmi market", "Gunmen on motorcycles fire at traders"),
        ("ar", "مقتل مدنيين في قصف على بلدة هجين", "المستشفى الميداني يعمل دون كهرباء والعائلات تنزح"),
        ("ru", "Беспилотники атаковали склад под Брянском", "Пожар на складе горючего тушили десятки спасателей"),
    ],
)
def test_headline_that_its_article_tells_is_no_other_news(language: str, title: str, other: str) -> None:
    """An outlet gives a report a new address and a new headline: it tells what it told."""
    body = OF_EACH_LANGUAGE[language]
    assert are_other_titles(title, other)
    assert relation(item(body, other, number=2), item(body, title)) is Relation.COPY
    assert relation(item(body, TITLES[language][0], number=2), item(body, title)) is Relation.SERIES


@LANGUAGES
def test_item_again_is_a_copy_of_its_own(language: str) -> None:
    """A feed gives its items other links: each is the one of its title, though the words under all are the same."""
    elders = [item(NOTICES[language], title, number=number) for number, title in enumerate(TITLES[language])]
    verdict = judge(item(NOTICES[language], TITLES[language][1], number=9), dict(enumerate(elders)))
    assert verdict is not None
    assert (verdict.number, verdict.relation) == (1, Relation.AGAIN)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("قصف على سوق هجين", "قتلى بقصف استهدف سوق هجين"),
        ("Two killed as shells hit market in Hajin", "Shells hit market in Hajin, two killed"),
        ("", "Two killed"),
    ],
)
def test_reworded_titles_are_no_others(title: str, other: str) -> None:
    """An outlet words its headline anew; an item without one says nothing."""
    assert not are_other_titles(title, other)
    assert not are_other_titles(other, title)


@EACH_ALARM
def test_alarm_of_another_day_is_other_news(words: str) -> None:
    """It sounds in the same words each time, and the danger is today's; all within a day is one."""
    elder = item(words, "Alarm")
    assert relation(item(words, "Alarm", days=1, number=2), elder) is Relation.SERIES
    assert relation(item(f"{words} Hajin", "Alarm", days=1, number=2), elder) is Relation.SERIES
    assert relation(item(words, "Alarm", days=0.1, number=2), elder) is Relation.AGAIN


def test_day_is_when_it_was_seen_where_none_is_given() -> None:
    """A list of alarms without dates; one is dated when the page is read."""
    words = ALARMS["ar"]
    seen = [replace(item(words, "إنذار", days=day, number=day), published_at=None) for day in range(3)]
    assert relation(seen[1], seen[0]) is Relation.SERIES
    assert relation(replace(seen[1], seen_at=None), seen[0]) is Relation.AGAIN
    assert relation(seen[2], *seen[:2]) is Relation.SERIES
    assert (
        relation(replace(seen[1], seen_at=AT), replace(seen[0], published_at=AT - timedelta(days=1))) is Relation.AGAIN
    )


@EACH_ALARM
def test_item_issued_again_is_silent(words: str) -> None:
    """A feed that dates all its items anew, day by day, under the addresses that they had."""
    elder = item(words, "Alarm")
    assert relation(item(words, "Alarm", days=1), elder) is Relation.AGAIN
    assert relation(item(words, "Another alarm sounds", days=1), elder) is Relation.SERIES


def test_long_text_of_another_day_is_a_copy() -> None:
    """Nobody writes a report twice: it was issued anew."""
    for body in OF_EACH_LANGUAGE.values():
        assert relation(item(body, "t", days=2, number=2), item(body, "t")) is Relation.AGAIN


def test_teaser_of_another_day_is_a_copy() -> None:
    """A weekly page of summaries, or the whole report after its summary, tells nothing new."""
    for body in OF_EACH_LANGUAGE.values():
        teaser = " ".join(body.split()[:25])
        assert relation(item(teaser, "t", days=2, number=2), item(body, "t")) is Relation.AGAIN
        assert relation(item(body, "t", days=2, number=2), item(teaser, "t")) is Relation.AGAIN


@EACH_ALARM
def test_reprint_of_yesterdays_alarm_makes_no_copy_of_todays(words: str) -> None:
    """Another outlet had yesterday's too: its words prove no more than the outlet's own. Today's reprint is a copy."""
    own, reprint = item(words, "Alarm"), item(words, "Alarm", days=0.1, outlet="paper.example")
    today = item(words, "Alarm", days=1, number=2)
    assert relation(today, own, reprint) is Relation.SERIES
    assert relation(today, reprint, own) is Relation.OTHER_FACTS
    assert relation(today, own, replace(reprint, published_at=today.published_at)) is Relation.COPY
    assert relation(item(words, "Alarm", days=1, outlet="paper.example"), own) is Relation.COPY
