"""The query of a URL: its parameters in one order, without those that name no article."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from scrapers.url_parts.letters import encoded_segment, encoded_value, path_letters, query_letters, without_invisible
from scrapers.url_parts.tracking import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

# What stands behind such a fragment is a page of an application, not a place in one.
_ROUTES = ("!", "/", "?")
_ENCODED_AMPERSAND = "amp;"
_DIGIT = re.compile(r"\d")


def query_key(query: str, host: str, path: str) -> str:
    """The query as it stands in a key, with its question mark; empty where no parameter is left.

    Parameters of one name keep their order. One without a value says nothing, unless it is a bare word or has a number.
    """
    if not query:
        return ""
    kept = [pair for pair in parameters(query) if not says_nothing(*pair, host, path)]
    kept.sort(key=itemgetter(0))
    fields = [encoded_value(name) + ("" if value is None else f"={encoded_value(value)}") for name, value in kept]
    return "?" + "&".join(dict.fromkeys(fields)) if fields else ""


def parameters(query: str) -> Iterator[tuple[str, str | None]]:
    """The parameters of a query, decoded; None is the value of a bare word."""
    for field in query.split("&"):
        name, equals, said = field.partition("=")
        plain, value = query_letters(name), query_letters(said)
        while plain.startswith(_ENCODED_AMPERSAND):
            plain = without_invisible(plain[len(_ENCODED_AMPERSAND) :])
        if value:
            yield plain, value
        elif plain and (not equals or _DIGIT.search(plain)):
            yield plain, None


def fragment_key(fragment: str, host: str) -> str:
    """The fragment as it stands in a key, with its sign; empty where it is a place in the page."""
    if not fragment.startswith(_ROUTES):
        return ""
    route, _, query = fragment.partition("?")
    page = "/".join(encoded_segment(path_letters(segment)) for segment in route.rstrip("/").split("/"))
    found = query_key(query, host, route)
    return f"#{page}{found}" if page.strip("!") or found else ""
