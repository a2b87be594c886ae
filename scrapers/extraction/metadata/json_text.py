"""JSON as pages hold it: what is slightly broken is mended where that is cheap, and the rest is left."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest of a thousand news pages had 60,000 characters; what is longer carries whole lists of other articles.
_LONGEST = 500_000
_MOST_VALUES = 50
_DATES = ("datePublished", "dateModified")
_WRAPPING = re.compile(r"<!--|-->|/\*\s*<!\[CDATA\[\s*\*/|/\*\s*\]\]>\s*\*/|(?://\s*)?<!\[CDATA\[|(?://\s*)?\]\]>")
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*[}\]])', re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?:u(?![0-9a-fA-F]{4})|([^"\\/bfnrtu]))', re.DOTALL)
_BETWEEN = re.compile(r"[\s;,]*")
_DECODER = json.JSONDecoder(strict=False)


def values_in(text: str) -> Iterator[Any]:
    """The JSON values that stand in a script, one behind the other; nothing of what cannot be mended."""
    if len(text) > _LONGEST:
        return
    plain = text.strip().lstrip("\ufeff")
    try:
        yield _DECODER.decode(plain)
    except (ValueError, RecursionError):
        yield from _mended(plain)


def _mended(text: str) -> Iterator[Any]:
    if '"' not in text and "&quot;" in text:
        text = html.unescape(text)
    text = _BAD_ESCAPE.sub(r"\1", _WRAPPING.sub("", text))
    text = _STRING_OR_COMMA.sub(lambda match: match[1] or "", text)
    at = 0
    for _ in range(_MOST_VALUES):
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield from _dates_of(text[at:])
            return
        yield value


def _dates_of(text: str) -> Iterator[dict[str, str]]:
    """An article of nothing but its dates, from an object that quotation marks within a text broke.

    Only if it gives each but once: then they are those of the one article that it describes.
    """
    found = {name: set(re.findall(rf'"{name}"\s*:\s*"([^"]{{8,60}})"', text)) for name in _DATES}
    if text.startswith(("{", "[")) and all(len(values) <= 1 for values in found.values()) and any(found.values()):
        yield {"@type": "Article"} | {name: values.pop() for name, values in found.items() if values}
