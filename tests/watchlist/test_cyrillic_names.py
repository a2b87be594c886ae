"""Russian and Ukrainian names are found in every case, word by word, and no other word is taken for one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("ru", "Новая Каховка", "Бои идут в Новой Каховке.", "Новой Каховке"),
    ("ru", "Новая Каховка", "НОВУЮ КАХОВКУ обстреляли", "НОВУЮ КАХОВКУ"),
    ("ru", "Вооружённые силы", "для Вооружённых сил страны", "Вооружённых сил"),
    ("ru", "Вооружённые силы Украины", "Вооруженными силами Украины", "Вооруженными силами Украины"),
    ("ru", "Объединённые Арабские Эмираты", "в Объединенных Арабских Эмиратах", "Объединенных Арабских Эмиратах"),
    ("ru", "Министерство обороны", "в Министерстве обороны", "Министерстве обороны"),
    ("ru", "Владимир Путин", "встреча с Владимиром Путиным", "Владимиром Путиным"),
    ("ru", "Иванова", "слова Ивановой", "Ивановой"),
    ("ru", "Достоевский", "у Достоевского", "Достоевского"),
    ("ru", "Кадыров", "с Кадыровым", "Кадыровым"),
    ("ru", "Ростов-на-Дону", "под Ростовом-на-Дону", "Ростовом-на-Дону"),
    ("ru", "Нью-Йорк", "в Нью-Йорке", "Нью-Йорке"),
    ("ru", "Лев", "речь Льва", "Льва"),
    ("ru", "Осло", "в Осло", "Осло"),
    ("ru", "Альпы", "в Альпах", "Альпах"),
    ("ru", "Француз", "трёх Французов", "Французов"),
    ("ru", "Аделаида", "университет Аделаи́ды", "Аделаи́ды"),
    ("ru", "Хаджин", "к югу от Хаджина", "Хаджина"),
    ("ru", "Абу-Кемаль", "под Абу-Кемалем", "Абу-Кемалем"),
    ("ru", "МИД", "в МИДе заявили", "МИДе"),
    ("ru", "ВСУ", "позиции ВСУ", "ВСУ"),
    ("uk", "Нова Каховка", "у Новій Каховці", "Новій Каховці"),
    ("uk", "Збройні сили України", "Збройних Сил України", "Збройних Сил України"),
    ("uk", "Київ", "у Києві", "Києві"),
    ("uk", "Запоріжжя", "у Запоріжжі", "Запоріжжі"),
    ("uk", "Слов'янськ", "поблизу Слов’янська", "Слов’янська"),
    ("uk", "Слов'янськ", "поблизу Словʼянська", "Словʼянська"),
    ("uk", "Словʼянськ", "поблизу Слов`янська", "Слов`янська"),
    ("uk", "Кам'янець-Подільський", "у Кам'янці-Подільському", "Кам'янці-Подільському"),
    ("uk", "Зеленський", "до Зеленського", "Зеленського"),
    ("uk", "Рада", "голова Ради", "Ради"),
    ("uk", "Хаджин", "в околицях Хаджина", "Хаджина"),
    ("uk", "Об'єднання", "члени Об’єднання", "Об’єднання"),
    ("und", "Донецк", "под Донецком", "Донецком"),
    ("und", "Львів", "у Львові", "Львові"),
]

LEFT_ALONE = [
    ("ru", "Том", "в том числе"),
    ("ru", "Дели", "На самом Деле"),
    ("ru", "РАН", "Ранее сообщалось"),
    ("ru", "РАН", "Ран было много"),
    ("ru", "Рада", "Ради мира"),
    ("uk", "Рада", "Ради этого мы"),
    ("ru", "ВСУ", "Всу"),
    ("ru", "Новая Каховка", "Новый Каховке"),
    ("ru", "Новая Каховка", "Новую Каховкой"),
    ("ru", "Мир", "мира не будет"),
    ("ru", "Киев", "у Києві"),
]


@pytest.mark.parametrize(("language", "name", "text", "surface"), FOUND)
def test_name_is_found_in_its_case(language: str, name: str, text: str, surface: str) -> None:
    """Whole-word search misses every second mention in these languages."""
    assert surfaces(watching(name, language=language), text) == [surface]


@pytest.mark.parametrize(("language", "name", "text"), LEFT_ALONE)
def test_other_word_stays(language: str, name: str, text: str) -> None:
    """The listed spelling is the target: nothing is cut off it, and capitals and agreement hold."""
    assert surfaces(watching(name, language=language), text) == []


def test_letters_decide_the_dictionary() -> None:
    """A list in both languages reads each text by the right one."""
    watchlist = watching("Харьков", language="ru"), watching("Харків", language="uk")
    assert [surfaces(each, "Мы в Харькове были") for each in watchlist] == [["Харькове"], []]
    assert [surfaces(each, "Ми були у Харкові з усіма") for each in watchlist] == [[], ["Харкові"]]


def test_dictionaries_wait_for_a_cyrillic_name() -> None:
    """A list without Cyrillic names starts at once."""
    program = """
from tests.watchlist.world import surfaces, watching
from watchlist.languages import morphology
surfaces(watching("Hajin", "هجين"), "Ранее в Hajin")
assert morphology._analyser.cache_info().currsize == 0
surfaces(watching("Киев", language="ru"), "Ранее в Киеве")
assert morphology._analyser.cache_info().currsize == 1
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
