"""The elements of a page that a selector means, found in one walk: the cost grows with the page and with nothing else.

Each element is told by its parent and its elder sibling which steps of a chain have been met there or before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scrapers.site_rules.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from scrapers.site_rules.selectors import Selector, Step


class _Met(NamedTuple):
    """Which steps were met, a bit each: by an element, by it or what is around it, by it or an elder sibling."""

    here: int = 0
    around: int = 0
    before: int = 0


_NOTHING = _Met()


def select(tree: HtmlElement, selector: Selector) -> list[HtmlElement]:
    """The elements in the order of the document, each once."""
    places = Places()
    found = [list(_found(tree, chain, places)) for chain in selector.chains]
    if len(found) == 1:
        return found[0]
    wanted = set().union(*found)
    return [element for element in tree.iter("*") if element in wanted]


def outermost(elements: Iterable[HtmlElement], tree: HtmlElement) -> list[HtmlElement]:
    """Those of the elements that stand in no other of them."""
    wanted = set(elements)
    covered: set[HtmlElement] = set()
    found = []
    for element in tree.iter("*") if wanted else ():
        if element.getparent() in covered:
            covered.add(element)
        elif element in wanted:
            covered.add(element)
            found.append(element)
    return found


def _found(tree: HtmlElement, chain: tuple[Step, ...], places: Places) -> Iterator[HtmlElement]:
    if len(chain) > 1:
        return _walk(tree, chain, places)
    (only,) = chain
    return (element for element in tree.iter("*") if _passes(element, only, places))


def _walk(tree: HtmlElement, chain: tuple[Step, ...], places: Places) -> Iterator[HtmlElement]:
    met: dict[HtmlElement, _Met] = {}
    eldest: dict[HtmlElement | None, _Met] = {}
    last = 1 << (len(chain) - 1)
    for element in tree.iter("*"):
        parent = element.getparent()
        around, elder = met.get(parent, _NOTHING), eldest.get(parent, _NOTHING)
        here = 0
        for number, step in enumerate(chain):
            is_led_to = _is_led_to(step.combinator, 1 << number >> 1, around, elder)
            if is_led_to and _passes(element, step, places):
                here |= 1 << number
        met[element] = eldest[parent] = _Met(here, here | around.around, here | elder.before)
        if here & last:
            yield element


def _passes(element: HtmlElement, step: Step, places: Places) -> bool:
    for test in step.tests:  # noqa: SIM110 - a generator for each element would cost more than the tests
        if not test(element, places):
            return False
    return True


def _is_led_to(combinator: str, step: int, around: _Met, elder: _Met) -> bool:
    """Whether the step before was met where the combinator looks for it."""
    match combinator:
        case " ":
            return bool(around.around & step)
        case ">":
            return bool(around.here & step)
        case "+":
            return bool(elder.here & step)
        case "~":
            return bool(elder.before & step)
        case _:
            return True
