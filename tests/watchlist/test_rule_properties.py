"""What must be true of every rule, whatever it says: printed and read it is the same, and no index hides it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from watchlist.mentions import Text
from watchlist.places import PlaceTree
from watchlist.rules.book import RuleBook
from watchlist.rules.conditions import (
    AtLeast,
    Condition,
    Either,
    Every,
    FromSource,
    Gap,
    InField,
    InLanguage,
    Near,
    Not,
    Tagged,
    Term,
)
from watchlist.rules.holding import holds
from watchlist.rules.nearness import pairs
from watchlist.rules.parser import Scope, parse_rule
from watchlist.rules.printing import printed
from watchlist.rules.terms import required
from watchlist.rules.words import Span, Spot, WordLine
from watchlist.settings import PlaceSettings, RuleSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACES = [
    PlaceSettings(id="syria", name="-"),
    PlaceSettings(id="dez", name="-", within="syria", at=(35.3, 40.1)),
    PlaceSettings(id="hajin", name="-", within="dez", at=(34.7, 40.8)),
]
ENTITIES = ["syria", "dez", "hajin", "sdf", "isis"]
SCOPE = Scope(ENTITIES, PlaceTree(PLACES))

FOUND = [*ENTITIES, '"هجوم"', '"car bomb"']
TERMS = [*FOUND, "qasd*", "هجوم*", "under:dez", "under:syria", "within:50.0km@34.69,40.83"]

_gaps = st.builds(Gap, st.integers(1, 6), st.booleans())
_counts = st.integers(1, 3)
_leaves = st.sampled_from(TERMS).map(Term)
_origins = st.sampled_from(
    [InLanguage("ar"), InLanguage("en-gb"), FromSource("عنب بلدي"), FromSource("a.b"), Tagged("x")]
)


def _several(of: st.SearchStrategy[Condition]) -> st.SearchStrategy[tuple[Condition, ...]]:
    return st.lists(of, min_size=2, max_size=3).map(tuple)


def _near(standing: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    return _several(standing).flatmap(
        lambda parts: st.lists(_gaps, min_size=len(parts) - 1, max_size=len(parts) - 1).map(
            lambda gaps: Near(parts, tuple(gaps))
        )
    )


_groups = st.one_of(_leaves, _several(_leaves).map(Either))
_standing = st.recursive(_leaves, lambda parts: st.one_of(_several(parts).map(Either), _near(parts)), max_leaves=5)
_fields = st.builds(InField, st.sampled_from(["title", "lead"]), st.one_of(_standing, _several(_leaves).map(Every)))
_simple = st.one_of(_standing, _fields, st.builds(AtLeast, _counts, _groups), _origins)


def _negated(part: Condition) -> Condition:
    return part if isinstance(part, Not) else Not(part)


conditions = st.recursive(
    _simple,
    lambda parts: st.one_of(_several(parts).map(Every), _several(parts).map(Either), parts.map(_negated)),
    max_leaves=8,
).filter(lambda condition: bool(required(condition)))

spots = st.builds(
    lambda field, word, words: (field, word, words), st.sampled_from(["title", "text"]), st.integers(0, 9), _counts
)
marks = st.lists(st.tuples(st.sampled_from(FOUND), spots), max_size=12)
spans = st.lists(st.builds(lambda first, words: Span(first, first + words), st.integers(0, 40), st.integers(0, 3)))

WORDS = "aa bb cc dd qasd هجومي ff gg hh ii jj kk ll mm"


def _spot(field: str, word: int, words: int) -> Spot:
    starts = [0, *(at + 1 for at, char in enumerate(WORDS) if char == " ")]
    ends = [*(start - 1 for start in starts[1:]), len(WORDS)]
    return Spot(field, starts[word], ends[word + words - 1])


@given(conditions)
def test_printed_rule_is_read_as_it_was(condition: Condition) -> None:
    """What is shown to explain a rule is that rule."""
    assert parse_rule(printed(condition), SCOPE) == condition


@given(st.lists(conditions, min_size=1, max_size=8), marks, st.sampled_from(["ar", "en-GB", None]))
def test_index_hides_no_rule(
    several: list[Condition], found: list[tuple[str, tuple[str, int, int]]], language: str | None
) -> None:
    """Asking every rule gives the same answer as asking those that the index offers."""
    rules = [RuleSettings(id=f"r{at}", when=printed(each)) for at, each in enumerate(several)]
    book = RuleBook(rules, SCOPE, default_rule=False)
    article = Text(WORDS, WORDS, language, ("www.a.b",), ("x",))
    line = WordLine(article.title, article.text)
    findings = book.findings(article, [(key, _spot(*spot)) for key, spot in found], line)
    naive = [f"r{at}" for at, each in enumerate(several) if holds(each, findings)]
    assert [rule.rule_id for rule in book.held(findings)] == naive


@given(spans, spans, st.integers(1, 8))
def test_near_is_what_it_says(some: list[Span], others: list[Span], words: int) -> None:
    """A pair is found if and only if two of them are that near; the order of naming them makes no difference."""
    near = pairs(some, others, Gap(words, ordered=False))
    assert near == pairs(others, some, Gap(words, ordered=False))
    assert bool(near) == any(_apart(*pair) <= words for pair in _without_overlap(some, others))


@given(spans, spans, st.integers(1, 8))
def test_ordered_near_keeps_the_order(some: list[Span], others: list[Span], words: int) -> None:
    """ONEAR is one half of NEAR, and its mirror the other."""
    forth, back = (pairs(*both, Gap(words, ordered=True)) for both in ((some, others), (others, some)))
    assert forth | back == pairs(some, others, Gap(words, ordered=False))
    assert bool(forth) == any(
        one < other and _apart(one, other) <= words for one, other in _without_overlap(some, others)
    )


@given(spans, spans, spans, st.integers(1, 8), st.integers(1, 8))
def test_ordered_chain_is_a_way_through_all(
    some: list[Span], others: list[Span], last: list[Span], first_gap: int, second_gap: int
) -> None:
    """Of the many ways through a chain none is lost because only the nearest partners are kept."""
    chain = pairs(pairs(some, others, Gap(first_gap, ordered=True)), last, Gap(second_gap, ordered=True))
    assert bool(chain) == any(
        0 < two.first - one.last <= first_gap and 0 < three.first - two.last <= second_gap
        for one, two, three in product(some, others, last)
    )


def _without_overlap(some: Iterable[Span], others: Iterable[Span]) -> list[tuple[Span, Span]]:
    return [(one, other) for one, other in product(some, others) if one.last < other.first or other.last < one.first]


def _apart(one: Span, other: Span) -> int:
    return max(other.first - one.last, one.first - other.last)
