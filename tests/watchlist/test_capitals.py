"""Which capital a name of several words must keep in the text."""

from __future__ import annotations

import pytest

from tests.watchlist.world import surfaces, watching

FOUND = [
    ("ru", "Министерство обороны РФ", "в министерстве обороны РФ сообщили", "министерстве обороны РФ"),
    ("ru", "Лига арабских государств", "Лигой Арабских государств", "Лигой Арабских государств"),
    ("ru", "Совет Федерации", "членов совета Федерации", "совета Федерации"),
    ("ru", "Аль-Каида", "боевики аль-Каиды", "аль-Каиды"),
    ("uk", "Верховний Суд", "рішенням верховного Суду", "верховного Суду"),
    ("uk", "Верховна Рада", "Верховною радою ухвалено", "Верховною радою"),
    ("fr", "Ministère de l'Intérieur", "le ministère de l’Intérieur", "ministère de l’Intérieur"),
    ("en", "Al-Qaeda", "men of al-Qaeda", "al-Qaeda"),
    ("en", "The Hague", "a court in the Hague", "the Hague"),
]

LEFT_ALONE = [
    ("ru", "Министерство обороны РФ", "министерство обороны рф"),
    ("ru", "Министерство обороны", "министерство обороны"),
    ("ru", "Новая Каховка", "новая каховка"),
    ("ru", "сектор Газа", "Сектор газа растёт"),
    ("fr", "Grand Est", "le grand est"),
    ("en", "Government of Iraq", "the government of Iraq"),
    ("en", "West Bank", "the west Bank"),
]


@pytest.mark.parametrize(("language", "name", "text", "surface"), FOUND)
def test_first_word_may_be_small(language: str, name: str, text: str, surface: str) -> None:
    """Russian, Ukrainian and French write the head of an office small as often as not, everyone the Arabic article."""
    assert surfaces(watching(name, language=language), text) == [surface]


@pytest.mark.parametrize(("language", "name", "text"), LEFT_ALONE)
def test_a_name_keeps_a_capital(language: str, name: str, text: str) -> None:
    """Without any capital it is a description, and in English «government of Iraq» is one."""
    assert surfaces(watching(name, language=language), text) == []


def test_any_case_is_inflected_too() -> None:
    """A name that needs no capital is found in its cases without one."""
    assert surfaces(watching({"text": "Хезболла", "case": "any"}, language="ru"), "из хезболлы") == ["хезболлы"]
