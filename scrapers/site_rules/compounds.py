"""What one element is asked by a selector: its name, id, classes, attributes and place among its siblings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cssselect import parser as css_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cssselect.parser import Tree
    from lxml.html import HtmlElement

    from scrapers.site_rules.places import Places

    Test = Callable[["HtmlElement", "Places"], bool]

_FIRST, _LAST, _FIRST_OF_TYPE, _LAST_OF_TYPE = range(4)
_NTH = {
    "nth-child": _FIRST,
    "nth-last-child": _LAST,
    "nth-of-type": _FIRST_OF_TYPE,
    "nth-last-of-type": _LAST_OF_TYPE,
}
_ONCE = {
    "first-child": (_FIRST,),
    "last-child": (_LAST,),
    "only-child": (_FIRST, _LAST),
    "first-of-type": (_FIRST_OF_TYPE,),
    "last-of-type": (_LAST_OF_TYPE,),
    "only-of-type": (_FIRST_OF_TYPE, _LAST_OF_TYPE),
}
_HOW: dict[str, Callable[[str, str], bool]] = {
    "=": lambda value, wanted: value == wanted,
    "!=": lambda value, wanted: value != wanted,
    "~=": lambda value, wanted: wanted in value.split(),
    "|=": lambda value, wanted: value == wanted or value.startswith(f"{wanted}-"),
    "^=": lambda value, wanted: bool(wanted) and value.startswith(wanted),
    "$=": lambda value, wanted: bool(wanted) and value.endswith(wanted),
    "*=": lambda value, wanted: bool(wanted) and wanted in value,
}


class NotSupportedError(Exception):
    """A selector of CSS that is not understood here."""


def tests_of(tree: Tree) -> Iterator[Test]:
    """The tests of a selector for one element; raises NotSupportedError."""
    if not isinstance(tree, css_parser.Element | css_parser.CombinedSelector):
        yield from tests_of(tree.selector)
    match tree:
        case css_parser.Element():
            yield from _name(tree)
        case css_parser.Hash():
            yield _attribute("id", "=", tree.id)
        case css_parser.Class():
            yield _attribute("class", "~=", tree.class_name)
        case css_parser.Attrib():
            yield _attrib(tree)
        case css_parser.CombinedSelector():
            raise NotSupportedError(
                "within :not() and :is() stands what one element is asked, without spaces, > + or ~"
            )
        case _:
            yield _pseudo_class(tree)


def weight_of(tree: Tree) -> int:
    """How many things a selector asks, those between brackets included."""
    if isinstance(tree, css_parser.Element):
        return 1
    within = [getattr(tree, name, None) for name in ("selector", "subselector")]
    parts = [*filter(None, within), *getattr(tree, "selector_list", ())]
    return sum(map(weight_of, parts)) + (not isinstance(tree, css_parser.CombinedSelector))


def _name(element: css_parser.Element) -> Iterator[Test]:
    if element.namespace not in {None, "*"}:
        raise NotSupportedError("namespaces are not understood here")
    if element.element:
        name = element.element.lower()
        yield lambda each, _: bool(each.tag == name)


def _attrib(tree: css_parser.Attrib) -> Test:
    name = tree.attrib.lower()
    if tree.value is None:
        return lambda each, _: each.get(name) is not None
    wanted = str(tree.value.value)
    if tree.flag == "i":
        how = _HOW[tree.operator]
        return lambda each, _: how(each.get(name, "").lower(), wanted.lower())
    return _attribute(name, tree.operator, wanted)


def _attribute(name: str, operator: str, wanted: str) -> Test:
    how, is_met_without = _HOW[operator], operator == "!="
    return lambda each, _: is_met_without if (value := each.get(name)) is None else how(value, wanted)


def _pseudo_class(tree: Tree) -> Test:
    match tree:
        case css_parser.Pseudo():
            return _simple(tree.ident)
        case css_parser.Function():
            return _nth(tree)
        case css_parser.Negation():
            return _none([tree.subselector])
        case css_parser.Matching() | css_parser.SpecificityAdjustment():
            return _any(tree.selector_list)
        case _:
            raise NotSupportedError(":has() is not understood here")


def _simple(name: str) -> Test:
    if name in _ONCE:
        ends = _ONCE[name]
        return lambda each, places: all(places.of(each)[end] == 1 for end in ends)
    if name == "root":
        return lambda each, _: each.getparent() is None
    if name == "empty":
        return lambda each, _: not len(each) and not each.text
    raise NotSupportedError(f":{name} is not understood here")


def _nth(tree: css_parser.Function) -> Test:
    if tree.name not in _NTH:
        raise NotSupportedError(f":{tree.name}() is not understood here")
    end, (step, first) = _NTH[tree.name], css_parser.parse_series(tree.arguments)

    def stands(each: HtmlElement, places: Places) -> bool:
        behind = places.of(each)[end] - first
        return behind == 0 if step == 0 else behind % step == 0 and behind // step >= 0

    return stands


def _any(trees: Iterable[Tree]) -> Test:
    choices = [tuple(tests_of(tree)) for tree in trees]
    return lambda each, places: any(all(test(each, places) for test in tests) for tests in choices)


def _none(trees: Iterable[Tree]) -> Test:
    holds = _any(trees)
    return lambda each, places: not holds(each, places)
