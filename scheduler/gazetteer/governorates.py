"""What regions are called where that is known; others are looked for as "Poltava region" alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.gazetteer.cldr import Names

_ARABIC_WORD = {
    **dict.fromkeys(("SY", "IQ", "LB", "JO", "YE", "EG", "OM", "KW", "BH", "PS", "QA"), "محافظة"),
    **dict.fromkeys(("DZ", "TN", "SD"), "ولاية"),
    "SA": "منطقة",
    "AE": "إمارة",
    "MA": "جهة",
}
_ENGLISH_WORD = {
    **dict.fromkeys(("SY", "IQ", "LB", "JO", "YE", "EG", "OM", "KW", "BH", "PS", "TN"), ("Governorate", "Province")),
    **dict.fromkeys(("UA", "RU", "BY"), ("Oblast", "Region")),
    "TR": ("Province",),
    "IR": ("Province",),
}
_ANY_ENGLISH_WORD = ("Province", "Region")

# Regions that no town has its name from.
_OF_THEIR_OWN: dict[str, Names] = {
    "IQ.01": {
        "ar": ["الأنبار"],
        "ku": ["Enbar"],
        "ckb": ["ئەنبار"],
        "tr": ["Enbar"],
        "ru": ["Анбар"],
        "uk": ["Анбар"],
        "he": ["אל-אנבאר"],
    },
    "IQ.03": {"ar": ["المثنى"], "tr": ["Musenna"], "ckb": ["موسەننا"]},
    "IQ.04": {"ar": ["القادسية"], "tr": ["Kadisiye"], "ckb": ["قادسیە"]},
    "IQ.06": {"ar": ["بابل"], "tr": ["Babil"], "ckb": ["بابل"]},
    "IQ.09": {"ar": ["ذي قار"], "tr": ["Zikar"], "ckb": ["زیقار"]},
    "IQ.10": {"ar": ["ديالى"], "ku": ["Diyala"], "ckb": ["دیالە"], "tr": ["Diyala"], "ru": ["Дияла"], "uk": ["Діяла"]},
    "IQ.14": {"ar": ["ميسان"], "tr": ["Meysan"], "ckb": ["میسان"]},
    "IQ.15": {
        "ar": ["نينوى"],
        "ku": ["Neynewa"],
        "ckb": ["نەینەوا"],
        "tr": ["Ninova"],
        "ru": ["Найнава"],
        "he": ["נינוה"],
    },
    "IQ.16": {"ar": ["واسط"], "tr": ["Vasıt"], "ckb": ["واسیت"]},
    "IQ.18": {
        "ar": ["صلاح الدين"],
        "ku": ["Selahedîn"],
        "ckb": ["سەڵاحەدین"],
        "tr": ["Selahaddin"],
        "en": ["Saladin", "Salah al-Din"],
    },
    "LB.05": {"ar": ["جبل لبنان"], "fr": ["Mont-Liban"]},
    "LB.06": {"ar": ["جنوب لبنان"], "en": ["South Lebanon"], "fr": ["Liban-Sud"]},
    "LB.08": {"ar": ["البقاع"], "en": ["Beqaa"], "fr": ["Bekaa"]},
    "LB.09": {"ar": ["شمال لبنان"], "fr": ["Liban-Nord"]},
    "LB.11": {"ar": ["بعلبك الهرمل"], "en": ["Baalbek-Hermel"]},
    "SY.08": {"ar": ["ريف دمشق"], "ku": ["Rîfa Şamê"], "tr": ["Rif Dımaşk"], "en": ["Rural Damascus", "Rif Dimashq"]},
}


_DIRECTIONS = frozenset(
    [
        "central",
        "center",
        "centre",
        "capital",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
    ]
)


def region_call(code: str, name: str) -> str:
    """What alerts call the region: Deir ez-Zor Governorate."""
    return f"{name} {_english_words(code)[0]}"


def governorate_names(code: str, name: str, seat: Names | None, languages: Sequence[str]) -> Names:
    """The region's names; those of one that is called after its ``seat`` hold a word such as governorate."""
    own = {language: list(names) for language, names in _OF_THEIR_OWN.get(code, {}).items()}
    base = own | {"en": [name]} if seat is None else seat | {"en": [name]}
    if seat is None and name.lower() not in _DIRECTIONS:
        own["en"] = [name, *own.get("en", [])]
    made = {language: [*own.get(language, []), *_with_word(code, language, base)] for language in languages}
    return {language: names for language, names in made.items() if names}


def _with_word(code: str, language: str, base: Names) -> list[str]:
    bare, country = next(iter(base.get(language, [])), None), code.partition(".")[0]
    if bare is None:
        return []
    if language == "ar" and country in _ARABIC_WORD:
        return [f"{_ARABIC_WORD[country]} {bare}"]
    if language == "ckb":
        return [f"پارێزگای {bare}"]
    return [f"{bare} {word}" for word in _english_words(code)] if language == "en" else []


def _english_words(code: str) -> tuple[str, ...]:
    return _ENGLISH_WORD.get(code.partition(".")[0], _ANY_ENGLISH_WORD)
