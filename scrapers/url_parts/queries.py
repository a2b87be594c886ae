"""The query of a URL: its parameters in one order, without those that name no article."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from scrapers.url_parts.letters import encoded_value, query_letters, without_invisible
from scrapers.url_parts.naming import names_article
from scrapers.url_parts.tracking import is_campaign, may_number, says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENCODED_AMPERSAND = "amp;"
_DIGIT = re.compile(r"\d")
# Between parameters stands a semicolon where an old system wrote the link (HTML 4.01, appendix B.2.2).
_BETWEEN = re.compile(r"&|;(?=[\w.-]+=)")
# A link that had parameters was given more of them as if it had none.
_AGAIN = re.compile(r"\?(?=[\w.-]+=)")
# Tracking that was put behind a path, with a wrong sign or with the question mark encoded.
_MISPLACED = re.compile(r"(?:&|%3[Ff])(?=(?:utm_[a-z]+|fbclid|gclid)(?:=|%3[Dd]))")


def with_query(url: str) -> str:
    """The URL, whose tracking stands behind its question mark, where whoever put it there forgot that."""
    address, mark, fragment = url.partition("#")
    page, _, query = address.partition("?")
    found = _MISPLACED.search(page)
    if found is None:
        return url
    tracking = page[found.end() :].replace("%3D", "=").replace("%3d", "=")
    return f"{page[: found.start()]}?{tracking}&{query}{mark}{fragment}"


def query_key(query: str, host: str, path: str) -> str:
    """The query as it stands in a key, with its question mark; empty where no parameter is left.

    Parameters of one name keep their order. One without a value says nothing, unless it is a bare word or has a number.
    """
    if not query:
        return ""
    given = list(parameters(query))
    kept = [pair for pair in given if not says_nothing(*pair, host, path)]
    if not names_article(path) and not any(_has_number(value or name) for name, value in kept):
        kept += [pair for pair in given if may_number(*pair)]
    kept.sort(key=itemgetter(0))
    fields = [encoded_value(name) + ("" if value is None else f"={encoded_value(value)}") for name, value in kept]
    return "?" + "&".join(dict.fromkeys(fields)) if fields else ""


def parameters(query: str) -> Iterator[tuple[str, str | None]]:
    """The parameters of a query, decoded; None is the value of a bare word."""
    for field in _fields(query):
        name, equals, said = field.partition("=")
        plain, value = query_letters(name), query_letters(said)
        while plain.startswith(_ENCODED_AMPERSAND):
            plain = without_invisible(plain[len(_ENCODED_AMPERSAND) :])
        if value:
            yield plain, value
        elif plain and (not equals or _DIGIT.search(plain)):
            yield plain, None


def _fields(query: str) -> Iterator[str]:
    for field in _BETWEEN.split(query.lstrip("?")):
        first, *others = _AGAIN.split(field) if "?" in field else [field]
        if all(is_campaign(each.partition("=")[0]) for each in others):
            yield first
            yield from others
        else:
            yield field


def _has_number(text: str) -> bool:
    return _DIGIT.search(text) is not None
