"""What a sentence says that was not said before, in any language, however the text around it was cut or moved."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.revising.added_words import DENIAL_WORDS, Said
from scrapers.revising.deciding import Version

ENGLISH = "Shelling of Hajin went on all night and no casualties were reported. People stayed in their cellars."
ARABIC = "استمر القصف على هجين طوال الليل ولم تسجل إصابات بين المدنيين. وبقي الأهالي في الأقبية حتى الصباح."
PERSIAN = "گلوله‌باران هجین تمام شب ادامه داشت و تلفاتی گزارش نشد. مردم تا صبح در زیرزمین ماندند."
RUSSIAN = "Обстрел Хаджина продолжался всю ночь, о пострадавших не сообщается. Люди оставались в подвалах."
TURKISH = "Hajin bütün gece bombalandı ve ölen ya da yaralanan olmadı. Halk sabaha kadar bodrumlarda kaldı."

NEW = [
    (ENGLISH, "A car bomb exploded in Hajin."),
    (ENGLISH, "Shelling of Hajin went on all night and dozens were killed."),
    (ENGLISH, "Shelling of Hajin went on all night and casualties were not reported."),
    (ENGLISH, "The army denied the shelling of Hajin."),
    (ENGLISH, "Ceasefire"),
    (ARABIC, "وانفجرت سيارة مفخخة في هجين."),
    (ARABIC, "استمر القصف على هجين طوال الليل وقتل العشرات من المدنيين."),
    (ARABIC, "نفى الجيش القصف على هجين."),
    (PERSIAN, "خودرویی بمب‌گذاری شده در هجین منفجر شد."),
    (PERSIAN, "ارتش گلوله‌باران هجین را تکذیب کرد."),
    (RUSSIAN, "В Хаджине взорвался заминированный автомобиль."),
    (RUSSIAN, "Армия опровергла обстрел Хаджина."),
    (TURKISH, "Hajin çarşısında bomba yüklü araç patladı."),
    (TURKISH, "Ordu, Hajin bombalandı haberini yalanladı."),
    (ENGLISH, "哈金发生爆炸"),
]
OLD = [
    (ENGLISH, "SHELLING of Hajin went on all night, and no casualties were reported"),
    (ENGLISH, "Shelling of Hajin went on all night"),
    (ENGLISH, "No casualties were reported. People stayed in their cellars."),
    (ENGLISH, "Breaking: Shelling of Hajin went on all night"),
    (ENGLISH, "Shelling of Hajin went on all night and no casualties were reported, said medics."),
    (ARABIC, "اسْتَمَرَّ القصف على هجين طوال الليل"),
    (ARABIC, "عاجل | استمر القصف على هجين طوال الليل ولم تسجل إصابات بين المدنيين"),
    (RUSSIAN, "Обстрел Хаджина продолжался всю ночь, о пострадавших не сообщается"),
    (ENGLISH, ""),
    (ENGLISH, "10:45"),
]


@pytest.mark.parametrize(("before", "sentence"), NEW)
def test_new_sentence_is_seen(before: str, sentence: str) -> None:
    """An event, a turn, a denial."""
    assert Said([Version("", before)]).lacks(sentence)


@pytest.mark.parametrize(("before", "sentence"), OLD)
def test_known_sentence_is_not_new(before: str, sentence: str) -> None:
    """In other letters, cut, joined, or with a label before it."""
    assert not Said([Version("", before)]).lacks(sentence)


def test_figures_are_weighed_elsewhere() -> None:
    """Another number is no new sentence: it may be known, or a day's count."""
    said = Said([Version("", "Medics counted 3 wounded in Hajin after the night.")])
    assert not said.lacks("Medics counted 5 wounded in Hajin after the night.")


def test_what_only_grows_replaces_nothing() -> None:
    """One of the texts stands in it whole."""
    said = Said([Version("", ENGLISH), Version("", ARABIC)])
    assert not said.is_replaced_in(Version("", f"{ENGLISH} A car bomb exploded."))
    assert said.is_replaced_in(Version("", ENGLISH.replace("no casualties were reported", "dozens were killed")))


def test_titles_say_something_too() -> None:
    """What stood in a headline is known when it stands in a text."""
    assert not Said([Version("A car bomb exploded in Hajin", "")]).lacks("A car bomb exploded in Hajin.")


@given(st.lists(st.sampled_from([ENGLISH, ARABIC, PERSIAN, RUSSIAN, TURKISH]), min_size=1), st.data())
def test_nothing_said_is_new(texts: list[str], data: st.DataObject) -> None:
    """Whatever is cut out of known texts says nothing more."""
    text = data.draw(st.sampled_from(texts))
    words = text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert not Said(Version("", each) for each in texts).lacks(" ".join(words[start:end]))


def test_names_and_weapons_deny_nothing() -> None:
    """Short words of one language are plain ones of another."""
    assert DENIAL_WORDS.isdisjoint({"red", "t", "son", "die", "man", "a", "رد"})


def test_long_texts_cost_little() -> None:
    """Twenty long reports are read for each copy that is told by its outlet."""
    texts = [Version("", " ".join(f"word{number * each}" for number in range(3_000))) for each in range(20)]
    began = time.process_time()
    said = Said(texts)
    assert all(said.lacks(f"a car bomb exploded near the {number} market") for number in range(200))
    assert time.process_time() - began < 2
