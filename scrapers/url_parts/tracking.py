"""Which parameters of a query name no article: tracking, sessions, and the dress in which a page is shown."""

from __future__ import annotations

import re

from scrapers.url_parts.lists import LISTS

_LISTS = LISTS["tracking"]
_NAMES = frozenset(_LISTS["names"])
_PREFIXES = tuple(_LISTS["prefixes"])
_NUMBERED = frozenset(_LISTS["numbered"])
_AT_INTERNET = tuple(_LISTS["at_internet"])
_FLAGS = frozenset(_LISTS["flags"])
_SWITCHES = frozenset(_LISTS["switches"])
_DRESSES = frozenset(_LISTS["dresses"])
_DRESS_VALUES = frozenset(_LISTS["dress_values"])
_PAIRS = frozenset(_LISTS["pairs"])
_SESSION_NAMES = frozenset(_LISTS["session_names"])
_SESSIONS = frozenset(_LISTS["sessions"])
_SOURCES = frozenset(_LISTS["sources"])
_SOURCE_WORDS = frozenset(_LISTS["source_words"])
_OF_HOSTS = {host: frozenset(names) for host, names in _LISTS["hosts"].items()}
_LONGEST_SOURCE = 40
_WORD_ENDS = re.compile(r"[\s_.,:/+-]+")
# What servers make of a session: letters and digits at random, 80 bits or more in hexadecimal. A shorter number may be
# an article's, and so may the 24 digits of a document database.
_SESSION = re.compile(r"(?=\d*[a-z])(?=[a-z]*\d)(?![0-9a-f]{24}\Z)(?:[0-9a-f]{20,128}|[0-9a-z]{26,128})")
# The same in base 64, with capitals and small letters among its digits.
_BASE_64 = re.compile(r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9/]{22,128}={0,2}")
_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
# What SocialFlow adds: ``sf12345678=1``.
_SOCIAL_FLOW = re.compile(r"sf\d{6,}")
_DIGIT = re.compile(r"\d")
# The time of asking, against caches: ``_=1732300000000``.
_ASKED_AT = re.compile(r"\d{10,}")
# Blogger's articles, which it shows to telephones with ``m=1``.
_BLOGGER_PAGE = re.compile(r"/\d{4}/\d\d/[^/]+\.html")


def says_nothing(name: str, value: str | None, host: str, path: str) -> bool:
    """Whether a parameter of a page on this host, at this path as it stands in a key, tells no two articles apart."""
    low = name.lower()
    if low in _NAMES or low.startswith(_PREFIXES):
        return True
    said = (value or "").lower()
    return (
        (low in _FLAGS and said in _SWITCHES)
        or f"{low}={said}" in _PAIRS
        or (low in _DRESSES and said in _DRESS_VALUES)
        or (low in _SOURCES and _is_source(said))
        or (low in _SESSION_NAMES and not said.isdigit())
        or (low in _SESSIONS and is_session(value or ""))
        or (low == "share" and not _DIGIT.search(said))
        or _is_odd(low, said, host, path)
    )


def is_campaign(name: str) -> bool:
    """Whether a parameter says where a reader came from, whatever its value."""
    low = name.lower()
    return (low in _NAMES or low.startswith(_PREFIXES)) and not _is_doubtful(low)


def may_number(name: str, value: str | None) -> bool:
    """Whether a parameter that says nothing is the number of an article after all, where nothing else names one."""
    return _is_doubtful(name.lower()) and _NUMBER.fullmatch(value or "") is not None


def is_session(value: str) -> bool:
    """Whether a value is a long random number."""
    return _SESSION.fullmatch(value.lower()) is not None or _BASE_64.fullmatch(value) is not None


def _is_doubtful(name: str) -> bool:
    return name in _NUMBERED or (name.startswith("at_") and not name.startswith(_AT_INTERNET))


def _is_source(value: str) -> bool:
    """Whether the value names a place from which readers come, and nothing else."""
    return len(value) <= _LONGEST_SOURCE and all(word in _SOURCE_WORDS for word in _WORD_ENDS.split(value) if word)


def _is_odd(name: str, value: str, host: str, path: str) -> bool:
    if host in _OF_HOSTS and name in _OF_HOSTS[host]:
        return True
    if name == "m":
        return value in {"0", "1"} and _BLOGGER_PAGE.fullmatch(path) is not None
    if name == "_":
        return _ASKED_AT.fullmatch(value) is not None
    return name.startswith("sf") and value == "1" and _SOCIAL_FLOW.fullmatch(name) is not None
