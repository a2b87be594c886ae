"""Names whose case the dictionary takes for another word's, or does not know, are found by their ending."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("ru", "Хама", "Удар по Хаме и окрестностям Хамы", ["Хаме", "Хамы"]),
    ("ru", "Дейр-эз-Зор", "мост в Дейр-эз-Зоре", ["Дейр-эз-Зоре"]),
    ("ru", "Эль-Баб", "дорога из Эль-Баба", ["Эль-Баба"]),
    ("ru", "Часов Яр", "позиции в Часовом Яре", ["Часовом Яре"]),
    ("ru", "Высший совет", "решение Высшего совета", ["Высшего совета"]),
    ("ru", "Ким Чен Ын", "приказ Ким Чен Ына", ["Ким Чен Ына"]),
    ("ru", "Суровикин", "слова Суровикина", ["Суровикина"]),
    ("ru", "Ильинична", "для Ильиничны", ["Ильиничны"]),
    ("ru", "Олешки", "жители Олешек", ["Олешек"]),
    ("ru", "Работино", "под огнём в Работине", ["Работине"]),
    ("uk", "Мінськ", "до Мінська", ["Мінська"]),
    ("uk", "Рубіжне", "бої за Рубіжне, з Рубіжного й у Рубіжному", ["Рубіжне", "Рубіжного", "Рубіжному"]),
]

LEFT_ALONE = [
    ("ru", "Этоя", "Этой ночью"),
    ("ru", "Стал", "Стали говорить"),
    ("ru", "Ради", "Рада встрече"),
    ("ru", "Новая Хама", "Новую Хаме"),
]


@pytest.mark.parametrize(("language", "name", "text", "found"), FOUND)
def test_name_is_found_by_its_ending(language: str, name: str, text: str, found: list[str]) -> None:
    """The dictionary reads Хаме as a form of «хам» and says nothing of the city."""
    assert surfaces(watching(name, language=language), text) == found


@pytest.mark.parametrize(("language", "name", "text"), LEFT_ALONE)
def test_other_word_has_no_case(language: str, name: str, text: str) -> None:
    """Pronouns, verbs and the like begin sentences with a capital; names within a name still agree."""
    assert surfaces(watching(name, language=language), text) == []


_ORDER = """
from watchlist.languages.cases import Dictionaries, cases_of
both = Dictionaries(frozenset({"ru", "uk"}), decided=False)
print([(each.language, each.form) for word in ("новых", "мінська", "хамы") for each in cases_of(word, both)])
"""


def test_readings_come_in_one_order() -> None:
    """Of two that are equally good the first is taken: two processes must not tell different stories."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONHASHSEED"}
    seeds = [environment | {"PYTHONHASHSEED": str(seed)} for seed in (1, 2, 3, 4)]
    command = (sys.executable, "-c", _ORDER)
    orders = {subprocess.run(command, env=seed, capture_output=True, check=True).stdout for seed in seeds}
    assert len(orders) == 1
