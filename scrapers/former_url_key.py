"""The URL key as the entries bear it that were remembered before AMP forms, viewers and old code pages were told.

It stays as it was, to the letter: an item that is still in its feed is known by the key of its day. It may go when
those entries have left their feeds.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from w3lib.url import canonicalize_url

from gateway.host_names import LONGEST_HOST
from scrapers.sites import site_of

# A longer one is no address that anybody follows, and would keep us busy.
LONGEST_URL = 20_000

# Parameters that say where a reader came from. Those that may number an article (id, p, page, sid) always stay.
_TRACKING_NAMES = frozenset(
    {
        "__twitter_impression",
        "_ga",
        "_gl",
        "amp",
        "campaign_id",
        "cmpid",
        "dclid",
        "fb_action_ids",
        "fb_action_types",
        "fbclid",
        "ftag",
        "gad_source",
        "gbraid",
        "gclid",
        "gclsrc",
        "igsh",
        "igshid",
        "maca",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "msclkid",
        "ns_campaign",
        "ns_mchannel",
        "ns_source",
        "ocid",
        "phpsessid",
        "pk_campaign",
        "pk_content",
        "pk_keyword",
        "pk_kwd",
        "pk_medium",
        "pk_source",
        "s_cid",
        "smid",
        "spm",
        "taid",
        "traffic_source",
        "twclid",
        "wbraid",
        "wt_mc",
        "yclid",
    },
)
_TRACKING_PREFIXES = ("utm_", "at_", "hsa_", "mtm_", "oly_", "vero_", "amp;")
# ``ref`` counts as tracking only with a value that names a source; with a number it may name an article.
_SOURCE_NAMES = frozenset({"ref", "source", "src", "from"})
_SOURCE_VALUES = frozenset({"rss", "feed", "twitter", "facebook", "telegram", "whatsapp", "newsletter", "email", "amp"})
_DEFAULT_PORTS = {"http": 80, "https": 443}
_WWW = re.compile(r"^www\d?\.(?=[^.]+\.)")
_EDITION = re.compile(r"^(?:m|mobile|amp)\.(?=[^.]+\.)")
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_TWICE_ENCODED = re.compile(r"%25(?=[0-9A-Fa-f]{2})")
_HIGH_BYTE = re.compile(r"%25[89A-Fa-f][0-9A-Fa-f]")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
# What stands behind such a fragment is a page of an application, not a place in one.
_ROUTES = ("!", "/")


def former_url_key(url: str) -> str:
    """The key that an http or https URL had; anything else was its own key, without the spaces around it."""
    cleaned = "".join(url.split("\n")).strip().replace("&amp;", "&")
    if len(cleaned) > LONGEST_URL:
        return cleaned
    try:
        return _key(urlsplit(_unescape_twice(cleaned))) or cleaned
    except ValueError:
        return cleaned


def _key(parts: SplitResult) -> str:
    """The key, or nothing when this is no address of a page; raises ValueError for what is no URL at all."""
    host = _host(parts)
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host:
        return ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(_ROUTES) else ""
    query = f"?{query}" if (query := _query(parts.query)) else ""
    return canonicalize_url(f"http://{host}{_path(parts.path)}{query}{fragment}", keep_fragments=True)[len("http:") :]


def _unescape_twice(url: str) -> str:
    """``%25D8`` is ``%D8`` encoded once more; other encoded percent signs may be meant."""
    return _TWICE_ENCODED.sub("%", url) if _HIGH_BYTE.search(url) else url


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if len(host) > LONGEST_HOST:
        return ""
    host = unicodedata.normalize("NFC", host)
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return ""
    host = f"[{host}]" if ":" in host else _without_edition(_WWW.sub("", host))
    port = parts.port
    return f"{host}:{port}" if port and port not in _DEFAULT_PORTS.values() else host


def _without_edition(host: str) -> str:
    """The site's host for that of its edition for telephones; ``m.gov.sy`` is a site of its own."""
    return _EDITION.sub("", host) if _EDITION.match(host) and site_of(host) != host else host


def _path(path: str) -> str:
    path = _INDEX.sub("/", _SESSION.sub("", path))
    segments = [quote(_normal(segment), safe="~!$&'()*+,=:@%") for segment in _resolve(path)]
    return "/" + "/".join(segments)


def _resolve(path: str) -> list[str]:
    """The path's segments without empty ones and dots."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    return kept


def _normal(segment: str) -> str:
    """The segment in NFC; an encoded slash or percent sign stays encoded, for it is not the same as a plain one."""
    guarded = re.sub(r"%(2[Ff]|25|3[FfBb]|23)", lambda match: f"%25{match[1].upper()}", segment)
    return unicodedata.normalize("NFC", unquote(guarded))


def _query(query: str) -> str:
    pairs = [(name, unicodedata.normalize("NFC", value)) for name, value in parse_qsl(query, keep_blank_values=True)]
    return urlencode([(name, value) for name, value in pairs if not _is_tracking(name.lower(), value.lower())])


def _is_tracking(name: str, value: str) -> bool:
    if name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES):
        return True
    return (name in _SOURCE_NAMES and value in _SOURCE_VALUES) or (name, value) == ("output", "amp")
