"""A selector means the elements that CSS says, and finding them costs one walk through whatever page it is."""

from __future__ import annotations

import time
from typing import Any

import pytest
from cssselect import HTMLTranslator
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from scrapers.site_rules.matching import outermost, select
from scrapers.site_rules.selectors import read_selector

SELECTORS = (
    "p", "*", "div p", "div > p", "p + p", "p ~ p", ".a .b", "div div > p", "div p ~ span", "div ~ p + span", "#x",
    "p:nth-child(2n+1)", "p:nth-child(-n+2)", "p:nth-last-of-type(2)", "p:only-child", "div:first-of-type",
    "p:last-child", "span:empty", ":root", ":not(.a)", "div:not(.a) > p", "p:is(.a, #x)", ":where(p, .b) span",
    ".a, #x, p", "[data-k]", "[data-k^=Foo]", "[data-k$='baz']", "[data-k*='o b']", "[data-k~=bar-baz]",
    "[data-k|='Foo bar']", "[data-k='foo bar-baz' i]", "[class!=a]", "P.A",
)  # fmt: skip
ATTRIBUTES = ("", ' class="a"', ' class="b a"', ' id="x"', ' data-k="Foo bar-baz"', ' data-k=""')

elements: st.SearchStrategy[Any] = st.recursive(
    st.tuples(st.sampled_from(["div", "p", "span"]), st.sampled_from(ATTRIBUTES), st.just([])),
    lambda inner: st.tuples(st.sampled_from(["div", "p", "span"]), st.sampled_from(ATTRIBUTES), st.lists(inner)),
    max_leaves=12,
)


def html_of(element: tuple[str, str, list[Any]]) -> str:
    """An element and all in it."""
    name, attributes, inner = element
    return f"<{name}{attributes}>{''.join(map(html_of, inner))}</{name}>"


def page_of(html: str) -> HtmlElement:
    """A page whose body this is."""
    return document_fromstring(f"<html><body>{html}</body></html>")


@given(st.lists(elements, max_size=4), st.sampled_from(SELECTORS))
def test_selectors_mean_what_css_says(made: list[Any], css: str) -> None:
    """The library's own way by XPath is the witness: the same elements, in the document's order, each once."""
    tree = page_of("".join(map(html_of, made)))
    assert select(tree, read_selector(css)) == tree.xpath(HTMLTranslator().css_to_xpath(css))


FLAT = "<p class=a>x</p>" * 14_900
DEEP = ("<div class=a>" * 240 + "</div>" * 240) * 62


@pytest.mark.parametrize("html", [FLAT, DEEP], ids=["flat", "deep"])
@pytest.mark.parametrize(
    "css",
    [
        "p p, div div", "* * * *", "p ~ p ~ p", "p + p, div + div", ".a .a .a .a .a .a", "p:nth-last-child(3n)",
        "div:nth-of-type(2n+1)", ":not(p):not(div), .a:not(.b)",
    ],
)  # fmt: skip
def test_no_page_is_worst(html: str, css: str) -> None:
    """By XPath some of these cost minutes on the largest tree that is read; hostile pages are made for that."""
    tree, selector = page_of(html), read_selector(css)
    began = time.process_time()
    outermost(select(tree, selector), tree)
    assert time.process_time() - began < 2


def test_ten_thousand_nested_matches_are_one() -> None:
    """What stands in a match is a part of it, so no text is read twice."""
    tree = page_of(DEEP)
    found = outermost(select(tree, read_selector(".a")), tree)
    assert len(found) == 62
    assert all(element.getparent().tag == "body" for element in found)


def test_nothing_is_outermost_of_nothing() -> None:
    """The usual case of a rule that has nothing to take out."""
    assert outermost([], page_of("<p>")) == []
