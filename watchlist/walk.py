"""A walk down the trie along the tokens of a text, and what a name's language says about where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from watchlist.languages.registry import language_coded
from watchlist.spelling import joined_form
from watchlist.steps import Step, steps
from watchlist.text.gaps import has_signs, may_stand_in_a_name, sign_in
from watchlist.text.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watchlist.languages.cases import Dictionaries, Nominative
    from watchlist.names import WatchedName
    from watchlist.text.tokens import Tokens

_ZERO_WIDTH_NON_JOINER = "\u200c"
# Persian sets it apart after a silent ه, with U+200C or a space, where other hands write a hamza or nothing.
_LINK, _TAKES_LINK = "ي", "ه"


class Passage(NamedTuple):
    """A text made ready: its tokens, their normal forms, and by which dictionaries it is read."""

    tokens: Tokens
    forms: list[str]
    dictionaries: Dictionaries


class Way(NamedTuple):
    """The last step of a walk, the last token it took, and the case of the inflected word nearest before its end.

    ``signs`` it has passed are those that may only stand where a name has them; ``linked`` tells of a Persian link.
    """

    step: Step
    last: int
    case: Nominative | None
    signs: tuple[str, ...] = ()
    linked: bool = False


def goes_on(step: Step, passage: Passage, last: int) -> bool:
    """Whether a name may go on after token ``last``, judged quickly by the next token alone."""
    following = last + 1
    if step.ending or following == len(passage.forms) or not step.node.forms:
        return False
    form = passage.forms[following]
    return form == _LINK or step.node.may_lead_on(form) or following in passage.tokens.joins


def walk(step: Step, passage: Passage, at: int) -> Iterator[tuple[WatchedName, Way]]:
    """Names from the node that token ``at`` has led to, each with the way to it."""
    ways = [Way(step, at, step.case)]
    while ways:
        way = ways.pop()
        for name in way.step.node.names:
            if not way.signs or has_signs(name.text, way.signs):
                yield name, way
        if goes_on(way.step, passage, way.last):
            ways.extend(_onwards(way, passage))


def _onwards(way: Way, passage: Passage) -> Iterator[Way]:
    """Where the next token leads to, alone or joined to those after it."""
    node, first, tokens = way.step.node, way.last + 1, passage.tokens
    gap = tokens.text[tokens.ends[way.last] : tokens.starts[first]]
    if _is_link(gap, passage, first):
        yield from _onwards(way._replace(last=first, linked=True), passage)
    if not may_stand_in_a_name(gap, tokens.words[way.last]):
        sign = sign_in(gap)
        if not sign:
            return
        way = way._replace(signs=(*way.signs, sign))
    yield from _agreeing(way, first, steps(node, tokens.words[first], passage.forms[first], passage.dictionaries))
    for last in tokens.joins.get(first, ()):
        joined = tokens.word(first, last)
        yield from _agreeing(way, last, steps(node, joined, joined_form(joined), passage.dictionaries))


def _is_link(gap: str, passage: Passage, at: int) -> bool:
    """Whether this token only links the word before it to the next one: اتحادیه‌ی اروپا is اتحادیه اروپا."""
    if passage.forms[at] != _LINK or gap not in {" ", _ZERO_WIDTH_NON_JOINER} or at + 1 == len(passage.forms):
        return False
    return passage.forms[at - 1].endswith(_TAKES_LINK)


def _agreeing(way: Way, last: int, onwards: Iterator[Step]) -> Iterator[Way]:
    """The steps whose case, if any, may go with that of the words before: «Новой Каховкой», not «Новой Каховку»."""
    for step in onwards:
        if step.case is None or way.case is None or step.case.agrees(way.case):
            yield Way(step, last, step.case or way.case, way.signs, way.linked)


def suits(name: WatchedName, way: Way, *, prefixed: bool) -> bool:
    """Whether what was taken off to reach this name is what its language writes onto names."""
    if way.case is not None and not way.case.suits(name.language):
        return False
    if not prefixed and not way.step.ending and not way.linked:
        return True
    language = language_coded(name.language, name.script)
    if way.linked and (language.joints is None or _LINK not in language.joints.after):
        return False
    if prefixed and not language.prefixes:
        return False
    return not way.step.ending or bool(language.may_end and language.may_end(way.step.ended(name.words[-1])))


def stands_apart(name: WatchedName, tokens: Tokens, first: int, last: int) -> bool:
    """Whether tokens ``first`` to ``last`` are no part of another word that U+200C holds together."""
    if not tokens.joins:
        return True
    joints = language_coded(name.language, name.script).joints
    if joints is None:
        return True
    before = first == 0 or _is_parted(tokens, first) or normal_form(tokens.words[first - 1]) in joints.before
    after = last + 1 == len(tokens.words) or _is_parted(tokens, last + 1)
    return before and (after or normal_form(tokens.words[last + 1]) in joints.after)


def _is_parted(tokens: Tokens, at: int) -> bool:
    """Whether anything else than a U+200C stands before this token."""
    return tokens.text[tokens.ends[at - 1] : tokens.starts[at]] != _ZERO_WIDTH_NON_JOINER
