"""The fragment of a URL: the route of an application, an article on a page of many, or a mere place in a page."""

from __future__ import annotations

import re
from urllib.parse import unquote

from scrapers.url_parts.letters import encoded_segment, path_letters
from scrapers.url_parts.lists import LISTS
from scrapers.url_parts.naming import names_article
from scrapers.url_parts.queries import query_key

# What stands behind such a fragment is a page of an application, not a place in one.
_ROUTES = ("!", "/", "?")
_DIGIT = re.compile(r"\d")
_NAMES = "|".join(LISTS["fragments"]["articles"])
_ENTRY = re.compile(rf"(?:{_NAMES})[-_=:.]?[0-9a-f-]{{1,40}}")
_NUMBER = re.compile(r"[0-9-]+|[0-9a-f]{8,40}")


def fragment_key(fragment: str, host: str, path: str, query: str) -> str:
    """The fragment as it stands in a key, with its sign; empty where it is a place in the page.

    ``path`` and ``query`` stand in the key before it: where they have a number the fragment is none of an article.
    """
    if not fragment.startswith(_ROUTES):
        place = path_letters(fragment)
        return f"#{encoded_segment(place)}" if _numbers_article(place, path, query) else ""
    route, _, asked = fragment.partition("?")
    page = "/".join(encoded_segment(path_letters(segment)) for segment in route.split("/")).rstrip("/")
    found = query_key(asked, host, route)
    return f"#{page}{found}" if page.strip("!") or found else ""


def _numbers_article(fragment: str, path: str, query: str) -> bool:
    """Whether it is a number, or an entry's by its name, and nothing before it is: a live page has a headline too."""
    if not _DIGIT.search(fragment) or _DIGIT.search(unquote(path + query)):
        return False
    low = fragment.lower()
    return _ENTRY.fullmatch(low) is not None or (_NUMBER.fullmatch(low) is not None and not names_article(path))
