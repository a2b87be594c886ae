"""A mistake in a rule is shown with a caret under it and what would be right, in the rule language's own words."""

from __future__ import annotations

import pytest

from tests.watchlist.world import watchlist_of
from watchlist.errors import RuleError, WatchlistError
from watchlist.places import PlaceTree
from watchlist.rules.parser import Scope, parse_rule
from watchlist.settings import PlaceSettings

SCOPE = Scope({"syria", "dez", "hajin", "sdf"}, PlaceTree([PlaceSettings(id="dez", name="x")]))

CAPITALS = "AND, OR, NOT, NEAR/5 and ONEAR/5 are written in capitals"
SMALL = "title:, lead:, under:, within:, lang:, source:, tag: and atleast/3 are written in small letters"
STRAIGHT = 'write "..." with straight quotes'
UNANCHORED = "the rule would hold for articles without any watched name, phrase or wildcard"
NOWHERE = "this stands nowhere in a text, so nothing is near it"
COUNTED = "atleast counts names, phrases and wildcards, also several joined by OR in brackets"
CIRCLE = "this is not a circle of at most 2000 km"
NO_SPACES = "write within:50km@34.69,40.83 (latitude, longitude; a plain comma, no spaces)"
SOMETHING = "expected an id, a phrase or an opening bracket"
OPERATOR = "expected AND, OR or NEAR/5"
NEAR_NUMBER = "write NEAR/5: at most 5 words apart, neighbours are 1 apart"

MISTAKES = [
    # what is missing, or too much
    ("sdf AND", 7, f"{SOMETHING}, but the rule ends", ""),
    ("", 0, f"{SOMETHING}, but the rule ends", ""),
    ("sdf AND OR dez", 8, SOMETHING, ""),
    ("(sdf OR dez", 0, "this bracket is never closed", "close it after what belongs together"),
    ("sdf OR dez) AND hajin", 10, "this bracket was never opened", "remove it, or open one before"),
    ('sdf AND "دير الزور', 8, "this quote is never closed", 'write "..." around the words'),
    ("sdf dez", 4, OPERATOR, 'words of a text stand in quotes: "..."'),
    ("source:", 7, "expected a name, in quotes if it has several words, but the rule ends", ""),
    ("under:(dez)", 6, "expected an id", ""),
    # operators as people write them elsewhere
    ("sdf and dez", 4, OPERATOR, CAPITALS),
    ("sdf AND not dez", 8, OPERATOR, CAPITALS),
    ("sdf near/5 dez", 4, OPERATOR, CAPITALS),
    ("Title:sdf", 0, OPERATOR, SMALL),
    ("ATLEAST/3 sdf", 0, OPERATOR, SMALL),
    ("sdf & dez", 4, OPERATOR, "write AND"),
    ("sdf || dez", 4, OPERATOR, "write OR"),
    ("sdf -dez", 4, OPERATOR, "write NOT"),
    ("sdf NOT dez", 4, OPERATOR, "write AND NOT"),
    ("sdf NOT NEAR/5 dez", 4, OPERATOR, "write one AND NOT (one NEAR/5 other)"),
    # what is pasted
    ("“قسد” AND sdf", 0, "this has no meaning in a rule", STRAIGHT),
    ("«قسد»", 0, "this has no meaning in a rule", STRAIGHT),
    ("'قسد'", 0, SOMETHING, 'a phrase stands in double quotes: "..."'),
    ("sdf، dez", 3, "this has no meaning in a rule", "a comma has no meaning; write AND or OR"),
    ("sdf – dez", 4, OPERATOR, "this is a typographic dash; write - within an id, NOT for exclusion"),
    ("قسد AND dez", 0, SOMETHING, 'words of a text stand in quotes: "..."'),
    # names that there are not
    ("sdf OR hajn", 7, "no place or actor has this id", "did you mean 'hajin'?"),
    ("sdf OR nowhere-like-it", 7, "no place or actor has this id", "words of a text stand in quotes"),
    ("under:sdf", 6, "no place has this id", ""),
    ("body:sdf", 0, OPERATOR, "what can stand before a colon: title:, lead:, under:, within:, lang:, source:, tag:"),
    # numbers
    ("sdf NEAR/0 dez", 4, "NEAR takes a whole number from 1 to 500", NEAR_NUMBER),
    ("sdf ONEAR/501 dez", 4, "ONEAR takes a whole number from 1 to 500", NEAR_NUMBER),
    ("sdf NEAR dez", 4, "NEAR takes a whole number from 1 to 500", NEAR_NUMBER),
    (f"sdf NEAR/{'9' * 30} dez", 4, "NEAR takes a whole number from 1 to 500", NEAR_NUMBER),
    (
        "atleast/0 sdf",
        0,
        "atleast takes a whole number from 1 to 1000",
        "write atleast/3: found in three places or more",
    ),
    ("within:50km@34.69،40.83", 0, CIRCLE, NO_SPACES),
    ("within:50km@94.69,40.83", 0, CIRCLE, NO_SPACES),
    ("within:2001km@34.69,40.83", 0, CIRCLE, NO_SPACES),
    ("within:50km @34.69,40.83", 12, OPERATOR, "a circle is written without spaces: within:50km@34.69,40.83"),
    # what has no place in a text
    ("sdf NEAR/5 lang:ar", 11, NOWHERE, "join it with AND instead"),
    ("NOT sdf NEAR/5 dez", 0, NOWHERE, "write NOT (one NEAR/5 other)"),
    ("(sdf AND dez) NEAR/5 hajin", 1, NOWHERE, "write (one NEAR/5 third) AND (other NEAR/5 third)"),
    ("sdf NEAR/5 atleast/2 dez", 11, NOWHERE, "join it with AND instead"),
    ("atleast/2 (sdf AND dez)", 11, COUNTED, "write (atleast/3 one) AND other"),
    ("atleast/2 lang:ar", 10, COUNTED, "write (atleast/3 one) AND other"),
    ("title:(sdf AND lang:ar)", 15, "title: asks about words of one field", "join this to it with AND instead"),
    ("title:lead:sdf", 6, "title: asks about words of one field", "join this to it with AND instead"),
    # wildcards and phrases
    ("hez*", 0, "a wildcard begins with at least 4 letters", "write milit*"),
    ("كَتَبَ*", 0, "a wildcard begins with at least 4 letters", "write milit*"),
    ("hezb*llah", 0, "a wildcard is one asterisk at the end of a word", "write milit*"),
    ("*bollah", 0, "a wildcard is one asterisk at the end of a word", "write milit*"),
    ("al-hezb*", 0, "a wildcard is one word of letters", 'write "one" ONEAR/1 other*'),
    ('"hezb*"', 0, "an asterisk within quotes is no wildcard", "write one ONEAR/1 oth*"),
    ('"…"', 0, "this phrase has no letter or digit", ""),
    ('source:" " AND sdf', 7, "nothing is called so", ""),
    ("lang:arabic AND sdf", 5, "a language is a code of two or three letters", "write lang:ar"),
    # nothing that must occur
    ("NOT sdf", 0, UNANCHORED, "name one that must occur"),
    ("sdf OR NOT dez", 0, UNANCHORED, "name one that must occur"),
    ("lang:ar AND source:sana.sy", 0, UNANCHORED, "name one that must occur"),
]


@pytest.mark.parametrize(("rule", "column", "cause", "hint"), MISTAKES)
def test_mistake_has_a_caret(rule: str, column: int, cause: str, hint: str) -> None:
    """The caret stands under the mistake, and the words are the rule language's own."""
    with pytest.raises(RuleError) as caught:
        parse_rule(rule, SCOPE)
    assert caught.value.explanation == f"{cause}\n  {rule}\n  {' ' * column}^"
    assert caught.value.hint == hint


def test_long_rule_is_shown_around_its_mistake() -> None:
    """A caret in column 3,000 helps nobody."""
    rule = " OR ".join(["sdf"] * 500) + " OR hajn" + " OR sdf" * 50
    with pytest.raises(RuleError) as caught:
        parse_rule(rule, SCOPE)
    _, shown, caret = caught.value.explanation.split("\n")
    assert shown[len(caret) - 1 :].startswith("hajn OR")
    assert shown.startswith("  … ")
    assert shown.endswith(" …")
    assert len(shown) < 120


def test_deep_brackets_are_refused() -> None:
    """A rule must not be able to exhaust the stack."""
    with pytest.raises(RuleError, match="column 51"):
        parse_rule("(" * 200 + "sdf" + ")" * 200, SCOPE)


@pytest.mark.parametrize("operator", ["NOT NOT ", "sdf NEAR/5 ", "sdf AND ", "sdf OR "])
def test_long_chains_are_read(operator: str) -> None:
    """A rule of the greatest length is read like any other."""
    parse_rule(operator * (3990 // len(operator)) + "sdf", SCOPE)


@pytest.mark.parametrize("operator", ["title:", "atleast/2 "])
def test_long_chains_are_refused(operator: str) -> None:
    """What has no meaning in itself is told at once, not when the stack is full."""
    with pytest.raises(RuleError):
        parse_rule(operator * (3990 // len(operator)) + "sdf", SCOPE)


def test_brackets_in_phrases_are_words() -> None:
    """What stands in quotes is the text's, not the rule's."""
    parse_rule('"(sdf" AND sdf', SCOPE)


def test_marks_of_direction_are_not_seen() -> None:
    """Rules are pasted from right-to-left texts, with marks that nobody sees."""
    assert parse_rule("\u200fsdf\u00a0AND \u202b dez\u202c", SCOPE) == parse_rule("sdf AND dez", SCOPE)


def test_bad_rule_keeps_its_words() -> None:
    """What may be logged tells the rule's number, not its ids."""
    with pytest.raises(WatchlistError) as caught:
        watchlist_of({"actors": [{"id": "sdf", "name": "قسد"}], "rules": [{"id": "r", "when": "sdf AND canary-id"}]})
    assert str(caught.value) == "rule 1 of the watchlist: a rule cannot be read at column 9"
