"""Writes OPML 2.0: the first tag of a feed is its folder, all of its tags are its categories. Pure."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from scrapers.settings import FeedSettings

_INDENT = "  "


def write_opml(feeds: Iterable[FeedSettings], now: datetime) -> str:
    """The feeds by folder, those without one first, each folder where its first feed stands."""
    root: _Folder = _Folder()
    for feed in feeds:
        root.at(feed.tags[0].split("/") if feed.tags else []).feeds.append(feed)
    lines, date = "".join(root.lines(2)), format_datetime(now, usegmt=True)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"  <head>\n    <title>Marsad</title>\n    <dateCreated>{date}</dateCreated>\n  </head>\n"
        f"  <body>\n{lines}  </body>\n</opml>\n"
    )


class _Folder:
    """Feeds, and the folders within."""

    def __init__(self) -> None:
        self.feeds: list[FeedSettings] = []
        self.folders: dict[str, _Folder] = {}

    def at(self, path: list[str]) -> _Folder:
        """The folder at a path, made if need be."""
        if not path:
            return self
        return self.folders.setdefault(path[0], _Folder()).at(path[1:])

    def lines(self, depth: int) -> Iterator[str]:
        """The outlines within."""
        margin = _INDENT * depth
        for feed in self.feeds:
            yield f"{margin}{_outline(feed)}\n"
        for name, folder in self.folders.items():
            yield f"{margin}<outline text={_attribute(name)}>\n"
            yield from folder.lines(depth + 1)
            yield f"{margin}</outline>\n"


def _outline(feed: FeedSettings) -> str:
    title = feed.name or feed.url
    values = {"type": "rss", "text": title, "title": title, "xmlUrl": feed.url, "language": feed.language or ""}
    values["category"] = ",".join(f"/{tag}" for tag in feed.tags if "," not in tag) if len(feed.tags) > 1 else ""
    return f"<outline {' '.join(f'{key}={_attribute(value)}' for key, value in values.items() if value)}/>"


def _attribute(value: str) -> str:
    """The value in quotes, without characters that XML cannot hold."""
    return quoteattr("".join(character for character in value if character.isprintable() or character == " "))
