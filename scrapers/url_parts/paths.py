"""The path of an article: without its session, its AMP form, and the name of the file that a folder opens with."""

from __future__ import annotations

import re

from scrapers.url_parts.letters import encoded_segment, path_letters, without_invisible
from scrapers.url_parts.lists import LISTS
from scrapers.url_parts.naming import names_article
from scrapers.url_parts.tracking import says_nothing

_PARAMETER = re.compile(r";([\w.-]+)=([^/;]*)")
# ``(S(lit3py55t21z5v55vlm25s55))``: a session of ASP.NET without cookies.
_SESSION_SEGMENT = re.compile(r"\((?:[AFSX]\([^()]*\))+\)")
_INDEX = re.compile(r"(?:index|default)\.(?:[sx]?html?|php\d?|aspx?|jspx?|cfm)", re.IGNORECASE)
_PAGE_ENDINGS = frozenset({"asp", "aspx", "htm", "html", "jsp", "php", "shtml"})
_AMP = frozenset({"amp", "amphtml"})
_PRINTED = frozenset({"print", "print.html", "print.php"})
_BEFORE_WORDS = frozenset(LISTS["paths"]["before_words"])


def path_key(path: str) -> str:
    """The path as it stands in a key; it begins with a slash and ends with none."""
    if ";" in path:
        path = _PARAMETER.sub(_telling, path)
    segments = _resolved([path_letters(segment) for segment in path.split("/")])
    return "/" + "/".join(map(encoded_segment, _without_dress(segments)))


def _telling(match: re.Match[str]) -> str:
    """A path's parameter where it says anything."""
    return "" if says_nothing(match[1], match[2], "", "") else match[0]


def _resolved(segments: list[str]) -> list[str]:
    """The segments without empty ones, dots, and sessions."""
    kept: list[str] = []
    for segment in segments:
        bare = without_invisible(segment)
        if bare == "..":
            del kept[-1:]
        elif bare not in {"", "."} and not (bare.startswith("(") and _SESSION_SEGMENT.fullmatch(bare)):
            kept.append(bare)
    return kept


def _without_dress(segments: list[str]) -> list[str]:
    """The segments without signs of AMP and without the file that a folder opens with; "amp" alone is a page's name."""
    kept = segments
    if not _AMP.isdisjoint(segments):
        places = range(len(segments))
        kept = [segments[place] for place in places if not _is_amp(segments[place], segments, place)] or segments[:1]
    while kept:
        last = _article_file(kept[-1])
        if not _INDEX.fullmatch(last) and not _is_dress(last, kept):
            return [*kept[:-1], last]
        kept = kept[:-1]
    return kept


def _is_dress(last: str, segments: list[str]) -> bool:
    """Whether the last segment only says how the article before it is shown: for telephones, for a printer."""
    place = len(segments) - 1
    if place == 0:
        return False
    if last in _PRINTED and segments[place - 1].lower() not in _BEFORE_WORDS:
        return names_article(f"/{segments[place - 1]}")
    stem, _, ending = last.partition(".")
    return _is_amp(stem if ending in _PAGE_ENDINGS else last, segments, place)


def _is_amp(segment: str, segments: list[str], place: int) -> bool:
    return segment in _AMP and (place == 0 or segments[place - 1].lower() not in _BEFORE_WORDS)


def _article_file(name: str) -> str:
    """The file of the article of which this is the AMP form: ``a.html`` of ``a.amp.html``."""
    while ".amp" in name:
        stem, dot, ending = name.rpartition(".")
        stem, tail = (stem, dot + ending) if ending in _PAGE_ENDINGS else (name, "")
        plain = stem.removesuffix(".amp")
        if plain == stem or not plain.strip("."):
            break
        name = plain + tail
    return name
