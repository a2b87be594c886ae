"""Explains a rule that cannot be parsed, in the rule language's own words: where, what, and what would be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from watchlist.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from lark import Token

_DEEPEST = 50
_CAPITALS = "AND, OR, NOT, NEAR/5 and ONEAR/5 are written in capitals"
_SMALL = "title:, lead:, under:, within:, lang:, source:, tag: and atleast/3 are written in small letters"


class _Habit(NamedTuple):
    """What people write instead, recognised at the mistake, and what would be right."""

    looks: re.Pattern[str]
    right: str


_HABITS = [
    _Habit(re.compile("[“”„‟«»‘’‚‛′″]"), 'write "..." with straight quotes'),
    _Habit(re.compile("'"), 'a phrase stands in double quotes: "..."'),
    _Habit(re.compile("[,،;؛]"), "a comma has no meaning; write AND or OR"),
    _Habit(re.compile("[\u2010-\u2015\u2212]"), "this is a typographic dash; write - within an id, NOT for exclusion"),
    _Habit(re.compile("&"), "write AND"),
    _Habit(re.compile(r"\|"), "write OR"),
    _Habit(re.compile("[!-]"), "write NOT"),
    _Habit(re.compile(r"\+"), "write AND"),
    _Habit(re.compile("[؟?]"), "the only wildcard is an asterisk at the end of a word: milit*"),
    _Habit(re.compile("NOT +O?NEAR"), "write one AND NOT (one NEAR/5 other)"),
    _Habit(re.compile("NOT"), "write AND NOT"),
    _Habit(re.compile(r"(?!AND|OR|NOT|O?NEAR)(?i:and|or|not|o?near(/\S*)?)(?![\w.-])"), _CAPITALS),
    _Habit(re.compile(r"(?i:atleast/|(title|lead|under|within|lang|source|tag):)"), _SMALL),
    _Habit(re.compile("@"), "a circle is written without spaces: within:50km@34.69,40.83"),
    _Habit(re.compile("atleast"), "write atleast/3 before what is counted"),
    _Habit(re.compile(r"[A-Za-z]+:"), f"what can stand before a colon: {_SMALL.partition(' and ')[0]}"),
    _Habit(re.compile(r"(?!AND|OR|O?NEAR)[^\W\d_]"), 'words of a text stand in quotes: "..."'),
]
_OPERATOR_BEFORE = re.compile(r"(?i:\b(?:and|or|not|o?near(?:/\S*)?)) *$")

_WORD_BEFORE = re.compile(r"[A-Za-z0-9._-]+$")


def refuse(rule: str, token: Token, cause: str, hint: str = "") -> NoReturn:
    """Says what is wrong at a token of the rule; raises ``RuleError``."""
    raise RuleError(rule, token.start_pos or 0, cause, hint)


def refuse_brackets(rule: str) -> None:
    """Raises ``RuleError`` for a quote or a bracket without its partner, and for brackets nested too deep."""
    opened: list[int] = []
    for column, char in _outside_quotes(rule):
        if char == '"':
            raise RuleError(rule, column, "this quote is never closed", 'write "..." around the words')
        if char == "(":
            opened.append(column)
        if len(opened) > _DEEPEST:
            raise RuleError(rule, column, f"brackets are nested more than {_DEEPEST} deep")
        if char == ")" and not opened:
            raise RuleError(rule, column, "this bracket was never opened", "remove it, or open one before")
        if char == ")":
            opened.pop()
    if opened:
        raise RuleError(rule, opened[-1], "this bracket is never closed", "close it after what belongs together")


def _outside_quotes(rule: str) -> Iterator[tuple[int, str]]:
    """The brackets outside of phrases, and the quote that opens a phrase without an end."""
    for match in re.finditer(r'"[^"]*"|["()]', rule):
        if len(match[0]) == 1:
            yield match.start(), match[0]


def refuse_syntax(rule: str, error: UnexpectedInput) -> NoReturn:
    """Says what a syntax error is about; raises ``RuleError``."""
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    column = len(rule) if at_end else error.pos_in_stream or 0
    column = _where_the_mistake_begins(rule, column)
    hint = next((habit.right for habit in _HABITS if habit.looks.match(rule, column)), "")
    if isinstance(error, UnexpectedCharacters):
        raise RuleError(rule, column, "this has no meaning in a rule", hint) from None
    expected = _expected(error.accepts if isinstance(error, UnexpectedToken) else frozenset())
    raise RuleError(rule, column, f"expected {expected}" + (", but the rule ends" if at_end else ""), hint) from None


def _expected(terminals: Collection[str]) -> str:
    """What might stand there, in words."""
    if "WORD" in terminals:
        return "a name, in quotes if it has several words"
    if "PHRASE" in terminals:
        return "an id, a phrase or an opening bracket"
    return "an id" if "ID" in terminals else "AND, OR or NEAR/5"


def _where_the_mistake_begins(rule: str, column: int) -> int:
    """The beginning of the word at a column, or of an operator in small letters before it, which was read as an id."""
    before = _OPERATOR_BEFORE.search(rule, 0, column)
    if before and not before[0].isupper():
        return before.start()
    word = _WORD_BEFORE.search(rule, 0, column) if rule[column : column + 1] in {":", "/"} else None
    return word.start() if word else column
