"""Reads what a rule names: ids, phrases, wildcards, regions, languages, sources and tags; what is none is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from watchlist.nearest import hint_for
from watchlist.rules.circles import MOST_KM, circle_of
from watchlist.rules.conditions import FromSource, InLanguage, Tagged, Term
from watchlist.rules.findings import called
from watchlist.rules.mistakes import refuse
from watchlist.rules.wildcards import SHORTEST, wildcard
from watchlist.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import NoReturn

    from lark import Token

    from watchlist.rules.conditions import Condition

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WORDS_HINT = "words of a text stand in quotes"


class Leaves:
    """Reads the leaves of one rule's tree, given the ids that there are."""

    def __init__(self, rule: str, entities: Collection[str], places: Collection[str]) -> None:
        self._rule = rule
        self._entities = entities
        self._places = places
        self._kinds: dict[str, Callable[[Token], Condition]] = {
            "entity": self._entity,
            "phrase": self._phrase,
            "wildcard": self._wildcard,
            "circle": self._circle,
            "under": self._under,
            "language": self._language,
            "source": lambda token: FromSource(self._called(token)),
            "tag": lambda token: Tagged(self._called(token)),
        }

    def read(self, kind: str, token: Token) -> Condition:
        """What a token of this kind asks for; raises ``RuleError``."""
        return self._kinds[kind](token)

    def _entity(self, token: Token) -> Condition:
        if token not in self._entities:
            hint = hint_for(str(token), self._entities) or _WORDS_HINT
            self._refuse(token, "no place or actor has this id", hint)
        return Term(str(token))

    def _under(self, token: Token) -> Condition:
        if token not in self._places:
            self._refuse(token, "no place has this id", hint_for(str(token), self._places))
        return Term(f"under:{token}")

    def _phrase(self, token: Token) -> Condition:
        words = token.strip('" ')
        if "*" in words:
            self._refuse(token, "an asterisk within quotes is no wildcard", "write one ONEAR/1 oth*")
        if not tokenise(words).words:
            self._refuse(token, "this phrase has no letter or digit")
        return Term(f'"{words}"')

    def _wildcard(self, token: Token) -> Condition:
        beginning = token[:-1]
        if "*" in beginning or not token.endswith("*"):
            self._refuse(token, "a wildcard is one asterisk at the end of a word", "write milit*")
        if tokenise(beginning).words != [beginning]:
            self._refuse(token, "a wildcard is one word of letters", 'write "one" ONEAR/1 other*')
        term = wildcard(beginning)
        if len(term) <= SHORTEST:
            self._refuse(token, f"a wildcard begins with at least {SHORTEST} letters", "write milit*")
        return Term(term)

    def _circle(self, token: Token) -> Condition:
        circle = circle_of(str(token))
        if circle is None:
            cause = f"this is not a circle of at most {MOST_KM} km"
            self._refuse(token, cause, "write within:50km@34.69,40.83 (latitude, longitude; a plain comma, no spaces)")
        return Term(circle.term)

    def _language(self, token: Token) -> Condition:
        if not _LANGUAGE.fullmatch(token):
            self._refuse(token, "a language is a code of two or three letters", "write lang:ar")
        return InLanguage(token.lower())

    def _called(self, token: Token) -> str:
        name = called(str(token))
        if not name:
            self._refuse(token, "nothing is called so")
        return name

    def _refuse(self, token: Token, cause: str, hint: str = "") -> NoReturn:
        refuse(self._rule, token, cause, hint)
