"""What may be written as a selector, and what is said of anything else."""

from __future__ import annotations

import pytest

from scrapers.site_rules.selectors import MOST_TESTS, SelectorProblem, read_selector


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("div >", "not a CSS selector"),
        ("p..a", "not a CSS selector"),
        ("", "not a CSS selector"),
        ("p:has(a)", ":has() is not understood here"),
        ("p:contains(x)", ":contains() is not understood here"),
        ("a:hover", ":hover is not understood here"),
        ("p:not(div p)", "what one element is asked"),
        ("p:nth-child(x)", "not a CSS selector"),
        ("svg|a", "namespaces are not understood"),
        ("p::before", "only ::attr(name) and ::text are known"),
        ("time::attr('a b')", "write an attribute's name"),
        ("h1, meta::attr(content)", "the same ::attr() behind each"),
        (".a" * (MOST_TESTS + 1), f"{MOST_TESTS} things at most"),
        (":is(" + "p," * 100 + "p)", f"{MOST_TESTS} things at most"),
        (":not(" * 60 + "p" + ")" * 60, "not a CSS selector"),
    ],
)
def test_problem_is_said(css: str, said: str) -> None:
    """Whoever writes a rule reads what to change, before any page is read by it."""
    with pytest.raises(SelectorProblem) as problem:
        read_selector(css)
    assert said in str(problem.value)


@pytest.mark.parametrize(
    ("css", "attribute"),
    [
        ("h1", None),
        ("h1::text", None),
        ("time::attr(datetime)", "datetime"),
        ("meta[name=a]::attr(CONTENT), meta[name=b]::attr(content)", "content"),
    ],
)
def test_attribute_is_asked_for(css: str, attribute: str | None) -> None:
    """As in a listing's selectors; a text is what is meant anyway."""
    assert read_selector(css).attribute == attribute


def test_selector_is_read_once() -> None:
    """A process reads thousands of pages by the same few."""
    assert read_selector("article p") is read_selector("article p")
