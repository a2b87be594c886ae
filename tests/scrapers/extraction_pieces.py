"""Pieces of pages for the tests of the extraction's steps: a tree, its blocks, sentences of news, random HTML."""

from __future__ import annotations

from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from scrapers.extraction.blocks import Blocks
from tests.scrapers.documents import LEAD, PARAGRAPHS

TITLE = "هدوء حذر في هجين شرق دير الزور"
LATIN = "The army said on Tuesday that its troops had left Hajin after eleven days of fighting in the town."
MIXED = "قالت قوات SDF في بيان بالإنجليزية إن بلدة هجين Hajin في ريف دير الزور باتت خالية من المدنيين منذ الثلاثاء."
_TAGS = [
    "article",
    "aside",
    "div",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "li",
    "p",
    "section",
    "span",
    "table",
    "td",
    "time",
    "tr",
    "ul",
]
_TEXTS = [
    *PARAGRAPHS,
    LATIN,
    MIXED,
    TITLE,
    "شارك",
    "اقرأ أيضاً: هجين",
    "Photo: AFP",
    "5 تشرين الثاني 2024",
    "",
    "خبر",
    "By Layla Hassan",
]


def tree_of(body: str) -> HtmlElement:
    """The tree of a page with this body."""
    return document_fromstring(f"<html><body>{body}</body></html>")


def blocks_of(body: str) -> Blocks:
    """The blocks of a page with this body."""
    return Blocks(tree_of(body))


def paragraphs(*texts: str) -> str:
    """Each text in a paragraph of its own."""
    return "".join(f"<p>{text}</p>" for text in texts)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    classes = st.sampled_from(["", "tooltip", "caption", "lead", "related", "credit"])
    parts = st.tuples(st.sampled_from(_TAGS), classes, st.lists(inner, max_size=5), st.booleans())
    return parts.map(
        lambda part: f"<{part[0]} class='{part[1]}'>{''.join(part[2])}" + (f"</{part[0]}>" if part[3] else "")
    )


html = st.recursive(
    st.sampled_from(_TEXTS) | st.sampled_from(_TEXTS).map(lambda text: f"<a href='/x'>{text}</a>"),
    _element,
    max_leaves=25,
)
lines = st.lists(st.sampled_from(_TEXTS).filter(bool), max_size=15)
__all__ = ["LATIN", "LEAD", "MIXED", "PARAGRAPHS", "TITLE", "blocks_of", "html", "lines", "paragraphs", "tree_of"]
