"""A place on its way into a watchlist, and the document that a list of them becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scheduler.gazetteer.latin_letters import UNDECIDED
from watchlist.ambiguity import NOTHING_KNOWN, PlaceFacts, is_ambiguous
from watchlist.spelling import spellings
from watchlist.text.tokens import words_of
from watchlist.word_frequency import COMMON, zipf

if TYPE_CHECKING:
    from watchlist.places import Point
    from watchlist.spelling import Spelling

MOST_NAMES = 150
_ARTICLE = "ال"
_ABOUT = 0.5  # on the Zipf scale: a third as often

# A spelling that one of these others has is found for both.
_ADDS_NOTHING = {"fa": ("ar",), "fr": ("en",), UNDECIDED: ("en", "fr", "tr", "ku")}
# A Turkish or French town has its one spelling under en, and is found in every text: Merkez, Pazar, Sens.
_LATIN, _COUNTED = ("en", "fr", "tr"), ("fr", "tr")


@dataclass(frozen=True, slots=True)
class Draft:
    """``names`` by language, the best first; spellings that are matched alike may stand in it twice.

    ``spoken`` are the languages of the place, where they are known.
    """

    id: str
    name: str
    names: dict[str, list[str]] = field(default_factory=dict)
    within: str = ""
    at: Point | None = None
    population: int = 0
    seat: bool = False
    spoken: tuple[str, ...] = ()

    @property
    def facts(self) -> PlaceFacts:
        """What makes the place well known, or not."""
        return PlaceFacts(self.population, self.seat)


def entry(draft: Draft) -> dict[str, Any]:
    """The place as ``watchlist.yaml`` has it; names that are common words need a context."""
    names = {code: [_name(text, code, draft) for text in texts] for code, texts in distinct(draft.names).items()}
    made: dict[str, Any] = {"id": draft.id, "name": draft.name, "names": names}
    made |= {"within": draft.within} if draft.within else {}
    made |= {"at": [round(degrees, 4) for degrees in draft.at]} if draft.at else {}
    made |= {"population": draft.population} if draft.population else {}
    return made | ({"seat": True} if draft.seat else {})


def distinct(names: dict[str, list[str]]) -> dict[str, list[str]]:
    """Of spellings that are matched alike only the first; a language with endings of its own keeps its spelling."""
    kept: dict[str, list[str]] = {}
    forms: dict[str, set[Spelling]] = {}
    for code in sorted(names, key=lambda code: code in _ADDS_NOTHING):
        others = {form for other in _ADDS_NOTHING.get(code, ()) for form in forms.get(other, ())}
        own = {form: text for text in reversed(names[code]) if (form := _form(text)) not in others}
        forms[code] = set(own)
        kept[code] = [text for text in names[code] if own.get(_form(text)) == text][:MOST_NAMES]
    return {code: list(dict.fromkeys(kept[code])) for code in names if kept[code]}


def _form(text: str) -> Spelling:
    return next(spellings(text, words_of(text)), ())


def _name(text: str, code: str, draft: Draft) -> str | dict[str, str]:
    """Spellings of no known language, and ordinary nouns, are doubted even where the place itself is well known."""
    facts = NOTHING_KNOWN if code == UNDECIDED or _is_a_noun(text, code) else draft.facts
    spoken = [each for each in _COUNTED if each in draft.spoken and code in _LATIN]
    is_word = any(is_ambiguous(text, each, facts) for each in (code, *spoken))
    return {"text": text, "needs": "context"} if is_word else text


def _is_a_noun(text: str, code: str) -> bool:
    """Whether an Arabic name is about as common with its article as without, as nouns are: صور and الباب, not حمص."""
    if code != "ar":
        return False
    other = text.removeprefix(_ARTICLE) if text.startswith(_ARTICLE) else _ARTICLE + text
    return (zipf(other, code) or 0.0) >= (zipf(text, code) or COMMON) - _ABOUT
