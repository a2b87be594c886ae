"""Whether a page's canonical link is the address of that article, and not of the list, section or edition around it.

Careless templates give all their pages one address: of the front page, a section, a tag, a search, the first page of a
list, or of the same site in another language. Whoever believed that would take all of these articles for one. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from scrapers.sites import is_same_site
from scrapers.url_key import url_key
from scrapers.url_parts.lists import LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

_ABOVE_LISTS = frozenset(LISTS["paths"]["before_words"]) | frozenset(LISTS["paths"]["above_lists"])
_LISTS = _ABOVE_LISTS | frozenset(LISTS["paths"]["list_words"])
_LIST_PARAMETERS = frozenset(LISTS["paths"]["list_parameters"])
_LANGUAGES = frozenset(LISTS["paths"]["languages"])
_LANGUAGE_PARAMETERS = frozenset({"hl", "lang", "language", "ln", "locale"})
_PAGE_PARAMETERS = frozenset({"page", "paged", "pg"})
_PAGE_ENDING = re.compile(r"\.(?:aspx?|cfm|[sx]?html?|jspx?|php\d?)$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_DATE = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?$")
_HEADLINE_WORDS = 3


def is_own_address(canonical: str, url: str) -> bool:
    """Whether ``canonical`` may be the address of the article at ``url``: of its site, and of one article alone."""
    if not is_same_site(canonical, url):
        return False
    claimed, own = (urlsplit(url_key(each)) for each in (canonical, url))
    given, had = dict(parse_qsl(claimed.query)), dict(parse_qsl(own.query))
    if _is_other_language(claimed, own) or any(had.get(name, given[name]) != given[name] for name in given):
        return False
    if claimed.path == own.path:
        return _keeps_article(claimed.path, given, had)
    if own.path.startswith(f"{claimed.path.rstrip('/')}/") and not given:
        return False
    return not _is_sibling(claimed.path, own.path) and (_is_numbered(claimed.path, given) or _is_article(claimed.path))


def _keeps_article(path: str, given: Mapping[str, str], had: Mapping[str, str]) -> bool:
    """Whether an address with the same path is the same article, though parameters are gone from it."""
    gone = had.keys() - given.keys()
    return not gone or (_is_article(path) and gone.isdisjoint(_PAGE_PARAMETERS))


def _is_article(path: str) -> bool:
    """Whether a path has the number or the headline of an article, and stands below no list."""
    segments = unquote(path).strip("/").split("/")
    last = _PAGE_ENDING.sub("", segments[-1])
    before = segments[-2].lower() if len(segments) > 1 else ""
    if before in _ABOVE_LISTS or last.lower() in _LISTS or _DATE.search(path):
        return False
    return any(map(str.isdigit, "".join(segments))) or len(_WORDS.findall(last)) >= _HEADLINE_WORDS


def _is_numbered(path: str, given: Mapping[str, str]) -> bool:
    """Whether a parameter numbers an article or says its headline."""
    words = [word.lower() for word in _WORDS.findall(unquote(path))]
    if not _ABOVE_LISTS.isdisjoint(words):
        return False
    said = [value for name, value in given.items() if name.lower() not in _LIST_PARAMETERS]
    return any(any(map(str.isdigit, value)) or len(_WORDS.findall(value)) >= _HEADLINE_WORDS for value in said)


def _is_sibling(path: str, own: str) -> bool:
    """Whether both are numbers in one folder: two articles."""
    (folder, _, last), (own_folder, _, own_last) = (each.rpartition("/") for each in (path, own))
    return folder == own_folder and last.isdigit() and own_last.isdigit()


def _is_other_language(claimed: SplitResult, own: SplitResult) -> bool:
    """Whether the page at hand says its language in its address, and the other one not the same."""
    return (language := _language(own)) != "" and language != _language(claimed)


def _language(parts: SplitResult) -> str:
    asked = {name.lower(): value.lower() for name, value in parse_qsl(parts.query)}
    named = next((asked[name] for name in sorted(_LANGUAGE_PARAMETERS) if name in asked), "")
    places = [parts.netloc.partition(".")[0], *unquote(parts.path).lower().strip("/").split("/")[:2]]
    return (named or next((each for each in places if each in _LANGUAGES), ""))[:2]
