"""The names of one town by language, out of GeoNames' list of alternate names, which tells no language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scheduler.gazetteer.junk import is_a_name
from scheduler.gazetteer.latin_letters import UNDECIDED, has_article, plain
from scheduler.gazetteer.name_languages import languages_of
from scheduler.gazetteer.skeleton import skeleton
from watchlist.text.characters import HEBREW_POINTS, Script
from watchlist.text.tokens import script_of, words_of
from watchlist.word_frequency import zipf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from scheduler.gazetteer.cldr import Names
    from scheduler.gazetteer.geonames import Town

_ARTICLE = "ال"  # of a town that has it, Al-Thawra, the bare ثورة is no name
_POINTS = re.compile(f"[{HEBREW_POINTS}]")
_LOCAL = {Script.ARABIC, Script.CYRILLIC}
_SHORTEST_UNDECIDED = 4
_BY_LIKENESS = frozenset({"fr", UNDECIDED})  # where a name of no likeness is more often a hamlet nearby than an exonym


def names_of_town(town: Town, home: Sequence[str], wanted: Sequence[str], known: Names) -> Names:
    """Names by the ``wanted`` languages and ``und``; ``known`` are those of CLDR and come first."""
    found: Names = {code: list(known.get(code, ())) for code in (*wanted, UNDECIDED)}
    main = plain(town.name, in_arabic="ar" in home)
    if languages_of(main, home, wanted):
        found["en" if "en" in wanted else UNDECIDED].append(main)
    own = _own_skeletons(town)
    for text in _candidates(town, home):
        for code in languages_of(text, home, wanted):
            if code not in _BY_LIKENESS or (len(text) >= _SHORTEST_UNDECIDED and skeleton(text) in own):
                found[code].append(text)
    return {code: _commonest_first(texts, code, len(known.get(code, ()))) for code, texts in found.items() if texts}


def _commonest_first(texts: list[str], code: str, kept: int) -> list[str]:
    """طرطوس before ترطوس; the first ``kept`` ones, and the main English name, stay where they are."""
    kept += code == "en"
    return texts[:kept] + sorted(texts[kept:], key=lambda text: -(zipf(text, code) or 0.0))


def _candidates(town: Town, home: Collection[str]) -> Iterator[str]:
    """Alternate names that are names, without the marks of romanisation."""
    own = (_POINTS.sub("", text) for text in town.alternates if is_a_name(text))
    names = {plain(text, in_arabic="ar" in home) for text in own}
    kept = (text for text in sorted(names) if is_a_name(text) and not _ends_small(text))
    return (text for text in kept if not (has_article(town.name) and _ARTICLE + text in names))


def _ends_small(text: str) -> bool:
    """Khaleb khot, "the town of Aleppo" in a language that is none of ours."""
    last = words_of(text)[-1]
    return last.islower() and script_of(last) in (Script.LATIN, Script.CYRILLIC)


def _own_skeletons(town: Town) -> set[str]:
    """The consonants of its main name and of its Arabic and Cyrillic ones."""
    local = (text for text in town.alternates if {script_of(word) for word in words_of(text)} <= _LOCAL)
    return {made for text in (town.name, *local) if (made := skeleton(text))}
