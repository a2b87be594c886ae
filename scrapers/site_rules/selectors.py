"""CSS selectors as steps that each element of a page is tested by, once.

The usual way, by XPath, costs libxml2 minutes for ``p ~ p`` and ten seconds for ``div div`` on a page of 15,000
elements that was made for it. What cannot be told of an element in one walk (``:has()``, ``:contains()``) is no part of
the language here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cssselect import parser as css_parser

from scrapers.extraction import zwnj
from scrapers.site_rules.compounds import NotSupportedError, tests_of, weight_of

if TYPE_CHECKING:
    from cssselect.parser import PseudoElement, Tree

    from scrapers.site_rules.compounds import Test

# A selector that a person has written for a site asks seldom more than eight things: names, classes, ids, attributes.
MOST_TESTS = 30
_REMEMBERED = 512


class SelectorProblem(ValueError):
    """A selector that cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """An element that passes all tests, and stands to one of the step before as ``combinator`` says."""

    combinator: str
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Selector:
    """``chains`` are the alternatives between commas; of what they find, ``attribute`` is asked for, else the text."""

    chains: tuple[tuple[Step, ...], ...]
    attribute: str | None = None


@lru_cache(_REMEMBERED)
def read_selector(css: str) -> Selector:
    """The selector that a text is; raises SelectorProblem."""
    try:
        parsed = css_parser.parse(zwnj.hide(css))
        chains = tuple(tuple(_steps(each.parsed_tree)) for each in parsed)
    except (css_parser.SelectorError, NotSupportedError, ValueError, RecursionError) as error:
        raise SelectorProblem(f"not a CSS selector: {error}") from error
    if sum(weight_of(each.parsed_tree) for each in parsed) > MOST_TESTS:
        raise SelectorProblem(f"a selector may ask for {MOST_TESTS} things at most, and each costs time on each page")
    asked = {_attribute(each.pseudo_element) for each in parsed}
    if len(asked) > 1:
        raise SelectorProblem("write the same ::attr() behind each alternative, or behind none")
    return Selector(chains, asked.pop())


def _steps(tree: Tree) -> list[Step]:
    """The steps from the outermost to the element itself."""
    if isinstance(tree, css_parser.CombinedSelector):
        return [*_steps(tree.selector), Step(tree.combinator, tuple(tests_of(tree.subselector)))]
    return [Step("", tuple(tests_of(tree)))]


def _attribute(asked: PseudoElement | None) -> str | None:
    """What ``::attr(name)`` asks for; ``::text`` is what is meant anyway."""
    if asked is None or asked == "text":
        return None
    if isinstance(asked, css_parser.FunctionalPseudoElement) and asked.name == "attr":
        if asked.argument_types() == ["IDENT"]:
            return str(asked.arguments[0].value).lower()
        raise SelectorProblem("write an attribute's name: ::attr(datetime)")
    raise SelectorProblem("of what stands behind :: only ::attr(name) and ::text are known")
