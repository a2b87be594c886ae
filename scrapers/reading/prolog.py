"""What stands before a document: empty lines, a system's warnings, declarations; and what kind of document follows."""

from __future__ import annotations

import re
from enum import StrEnum

_START = re.compile(r"<\?xml|<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<html|<head|<body", re.IGNORECASE)
_DECLARATIONS = re.compile(r"(?:\s*<\?xml(?!-)[^>]{0,500}\?>)+")
# Atomic, for there are countless ways to divide a row of comments.
_BEFORE_ROOT = r"(?>(?:\s+|<!--(?>.*?-->)|<[?!](?!--)[^>]{0,2000}>)*)"
_SITEMAP = re.compile(rf"{_BEFORE_ROOT}<(?:[\w.-]{{1,40}}:)?(?:urlset|sitemapindex)\b", re.DOTALL)
_ADDRESSES = re.compile(r"(?:https?://[^\s<>]{4,4000}+(?:\s*\n\s*|\s*\Z))++\Z", re.IGNORECASE)
_LOOKED_THROUGH = 20_000


class Kind(StrEnum):
    """The readers there are."""

    JSON = "json"
    SITEMAP = "sitemap"
    ADDRESSES = "addresses"
    SYNDICATION = "syndication"


def from_start(text: str) -> str:
    """The document without what a broken system printed before it, and without its declarations."""
    text = text.lstrip("\ufeff \t\r\n\x00")
    start = _START.search(text, 0, _LOOKED_THROUGH)
    if start is not None and _PAGE.search(text, 0, start.start()) is None:
        text = text[start.start() :]
    declarations = _DECLARATIONS.match(text)
    return text[declarations.end() if declarations else 0 :].strip()


def kind_of(document: str) -> Kind:
    """Who reads it."""
    if document.startswith(("{", "[")):
        return Kind.JSON
    if _ADDRESSES.match(document):
        return Kind.ADDRESSES
    return Kind.SITEMAP if _SITEMAP.match(document) else Kind.SYNDICATION
