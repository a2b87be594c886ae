"""Reads OPML (opml.org), the form in which feed readers give subscriptions to one another.

An own reader over the XML parser of the standard library: it refuses entities altogether, and takes what exporters get
wrong (charsets, bare ampersands, ``url`` for ``xmlUrl``, feeds without a type).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.entities import html5
from xml.parsers import expat

from scheduler.sources.errors import SourcesProblem
from scrapers.charset import decode
from scrapers.reading.cleaning import repair_references, strip_controls

LARGEST_BYTES = 20 * 1024 * 1024
_DEEPEST = 50
_MOST_FEEDS = 200_000
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{2,31};)?")
_DECLARATION = re.compile(r"\A(\s*)<\?xml\b[^>]{0,500}\?>")
_SPACES = re.compile(r"\s+")
_URL_KEYS = ("xmlurl", "url")
# Outlines whose ``url`` is a page or another list, and no feed (opml.org, "Type attribute").
_NO_FEEDS = frozenset({"link", "include"})


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of the file: ``tags`` are its folders, as a path, and its categories."""

    url: str
    title: str
    language: str
    tags: tuple[str, ...]
    line: int


def read_opml(content: bytes, file: str) -> list[Outline]:
    """The feeds in the order of the file, each as often as it stands there; raises SourcesProblem."""
    if len(content) > LARGEST_BYTES:
        raise SourcesProblem(f"{file} is larger than {LARGEST_BYTES // 2**20} MB: that is no list of subscriptions")
    reader = _Reader()
    try:
        reader.parser.Parse(_mended(content), True)  # noqa: FBT003 - expat's own form
    except expat.ExpatError as error:
        raise SourcesProblem(
            f"{file}:{error.lineno}: not XML ({expat.ErrorString(error.code)}); export it again"
        ) from None
    except _Refused as refused:
        raise SourcesProblem(f"{file}:{reader.parser.CurrentLineNumber}: {refused}") from None
    if not reader.is_opml:
        raise SourcesProblem(f"{file} is no OPML: its first element is not <opml>; export the subscriptions as OPML")
    return reader.feeds


def _mended(content: bytes) -> str:
    """The document as text, line for line, with its bare ampersands and references to no character put right."""
    text = _DECLARATION.sub(r"\1", decode(content, None).lstrip("\ufeff"))
    return _BARE_AMPERSAND.sub(_escaped, repair_references(strip_controls(text)))


def _escaped(match: re.Match[str]) -> str:
    """An ampersand that stands for itself, or the character that HTML knows by this name."""
    name = match[1] or ""
    return escape(html5[name]) if name in html5 else f"&amp;{name}"


class _Refused(Exception):
    """The document holds what no list of subscriptions holds."""


@dataclass(slots=True)
class _Reader:
    """Takes the parser's events; a folder is an outline without an address."""

    feeds: list[Outline] = field(default_factory=list)
    is_opml: bool = False
    parser: expat.XMLParserType = field(init=False)
    _folders: list[str] = field(default_factory=list)
    _depth: int = 0

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity

    def _entity(self, *_: object) -> None:
        raise _Refused("it defines entities, which no list of subscriptions needs and attacks do; take them out")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Refused("its folders are nested too deeply")
        if self._depth == 1:
            self.is_opml = name.lower() == "opml"
        if name.lower() == "outline":
            self._outline({key.lower(): _SPACES.sub(" ", value).strip() for key, value in attributes.items()})

    def _outline(self, attributes: dict[str, str]) -> None:
        keys = _URL_KEYS[:1] if attributes.get("type", "").lower() in _NO_FEEDS else _URL_KEYS
        url = next((attributes[key] for key in keys if attributes.get(key)), "")
        title = attributes.get("title") or attributes.get("text", "")
        self._folders.append("" if url else title)
        if not url:
            return
        if len(self.feeds) >= _MOST_FEEDS:
            raise _Refused(f"it has more than {_MOST_FEEDS} feeds")
        tags = dict.fromkeys(filter(None, (self._folder(), *_categories(attributes.get("category", "")))))
        line = self.parser.CurrentLineNumber
        self.feeds.append(Outline(url, title, attributes.get("language", ""), tuple(tags), line))

    def _folder(self) -> str:
        return "/".join(name.replace("/", "-") for name in self._folders if name)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name.lower() == "outline":
            self._folders.pop()


def _categories(value: str) -> list[str]:
    """OPML 2.0: paths with slashes, with commas between them."""
    return [part.strip().strip("/") for part in value.split(",")]
