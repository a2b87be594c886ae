"""Pages that a network shows at several addresses: posts, videos, and news that an aggregator numbers."""

from __future__ import annotations

import contextlib
import re
from base64 import urlsafe_b64decode
from urllib.parse import quote

from scrapers.url_parts.queries import parameters

_PREVIEW = re.compile(r"/s(/[^/]+/\d+)")
_STATUS = re.compile(r"/(?:i/web|[^/]+)/status(?:es)?/(\d+).*")
_VIDEO = re.compile(r"/(?:embed|live|shorts|v|e)/(?!videoseries$|live_stream$)([\w-]{6,})")
_SHORT_VIDEO = re.compile(r"/([\w-]{3,})")
_GOOGLE_NEWS = re.compile(r"/(?:__i/)?(?:rss/)?(?:articles|read)/([\w=-]+)")
_LONGEST_LENGTH = 0x7F


def post_at(host: str, path: str, query: str) -> tuple[str, str, str]:
    """Host, path and query of the page by which a post is known, of how they stand in keys; most stay as they are."""
    if host == "t.me" and (found := _PREVIEW.fullmatch(path)):
        return host, found[1], query
    if host == "x.com" and (found := _STATUS.fullmatch(path)):
        return host, f"/i/status/{found[1]}", ""
    if host in {"youtu.be", "youtube.com", "music.youtube.com"} and (video := _video(host, path, query)):
        return "youtube.com", "/watch", f"?v={quote(video)}"
    if host == "news.google.com" and (found := _GOOGLE_NEWS.fullmatch(path)):
        return host, f"/articles/{found[1]}", query
    return host, path, query


def told_by_google(host: str, path: str) -> str:
    """The address that Google News put into an article's name, until it kept them to itself; empty where it did not."""
    found = _GOOGLE_NEWS.fullmatch(path) if host == "news.google.com" else None
    if found is None:
        return ""
    with contextlib.suppress(ValueError):
        name = found[1].rstrip("=")
        return _first_text(urlsafe_b64decode(name + "=" * (-len(name) % 4)))
    return ""


def _first_text(packed: bytes) -> str:
    """The address in a message of protocol buffers: a number, then a text with its length."""
    at = packed.find(b'"', 0, 4)
    if at < 0 or len(packed) < at + 3:
        return ""
    length, start = packed[at + 1], at + 2
    if length > _LONGEST_LENGTH:
        length, start = length - _LONGEST_LENGTH - 1 + (packed[start] << 7), start + 1
    text = packed[start : start + length].decode("utf-8")
    return text if text.startswith(("http://", "https://")) else ""


def _video(host: str, path: str, query: str) -> str:
    if host == "youtu.be":
        found = _SHORT_VIDEO.fullmatch(path)
        return found[1] if found else ""
    if path == "/watch":
        return next((value or "" for name, value in parameters(query.removeprefix("?")) if name == "v"), "")
    found = _VIDEO.fullmatch(path)
    return found[1] if found else ""
