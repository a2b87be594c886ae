"""The host of a site's articles, whichever of its editions a link leads to."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from gateway.host_names import LONGEST_HOST
from scrapers.sites import site_of
from scrapers.url_parts.letters import without_invisible
from scrapers.url_parts.lists import LISTS

DEFAULT_PORTS = (80, 443)
# What begins with it is a name in other letters (RFC 3492); joiners in such names are seen by nobody.
_PUNYCODE = "xn--"
_JOINERS = {0x200C: None, 0x200D: None}
_LONGEST_LABEL = 63
_DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})
_SAME = LISTS["hosts"]
_REMEMBERED = 4096
# With a name, a password and a port before and behind the host.
_LONGEST_AUTHORITY = 2 * LONGEST_HOST
_AUTHORITY = re.compile(r"(?:.*@)?(\[[^\]]*\]|[^\[\]:]*)(?::(\d{0,5}))?", re.DOTALL)
# Letters, digits and hyphens, and the underscore that real hosts have all the same.
_NAME = re.compile(r"[a-z0-9._-]+")
_WWW = re.compile(r"www\d{0,2}")
_EDITIONS = frozenset({"3g", "amp", "m", "mobi", "mobile", "pda", "touch", "wap"})
_FEWEST_LABELS = 2


def host_key(authority: str) -> str:
    """The host and a port of its own; empty where there is no host, or none that can be.

    A site's edition for telephones is the site, but ``m.gov.sy`` is a site of its own.
    """
    return _host_key(authority) if len(authority) <= _LONGEST_AUTHORITY else ""


@lru_cache(_REMEMBERED)
def _host_key(authority: str) -> str:
    found = _AUTHORITY.fullmatch(authority)
    if found is None or not found[1]:
        return ""
    port = f":{int(found[2])}" if found[2] and int(found[2]) not in DEFAULT_PORTS else ""
    if found[1].startswith("["):
        return found[1].lower() + port
    host = _ascii(unquote(found[1]))
    plain = _without_edition(host) if host else ""
    return _SAME.get(plain, plain) + port if plain else ""


def _ascii(host: str) -> str:
    """The host in lower case, as names are asked for; empty where no name can be so."""
    plain = unicodedata.normalize("NFC", without_invisible(host).lower().translate(_DOTS)).rstrip(".")
    if len(plain) > LONGEST_HOST:
        return ""
    if not plain.isascii() or _PUNYCODE in plain:
        plain = ".".join(map(_label, plain.split(".")))
    return plain if _NAME.fullmatch(plain) else ""


def _label(label: str) -> str:
    """A part of a name in ASCII, equal however it was written; what no name can be stays as it is.

    The tables of the standard library are of 2003: they refuse names of Arabic letters with a number behind them.
    """
    try:
        letters = label[len(_PUNYCODE) :].encode("ascii").decode("punycode") if label.startswith(_PUNYCODE) else label
        plain = unicodedata.normalize("NFKC", letters).casefold().translate(_JOINERS)
        ascii_form = plain if plain.isascii() else _PUNYCODE + plain.encode("punycode").decode("ascii")
    except ValueError:
        return label
    is_name = _NAME.fullmatch(ascii_form) and "." not in ascii_form and len(ascii_form) <= _LONGEST_LABEL
    return ascii_form if is_name else label


def _without_edition(host: str) -> str:
    labels = host.split(".")
    while len(labels) > _FEWEST_LABELS and _WWW.fullmatch(labels[0]):
        labels = labels[1:]
    if _EDITIONS.isdisjoint(labels[:-1]):
        return ".".join(labels)
    own = site_of(".".join(labels)).count(".") + 1
    below, site = labels[:-own], labels[-own:]
    return ".".join([label for label in below if label not in _EDITIONS and not _WWW.fullmatch(label)] + site)
