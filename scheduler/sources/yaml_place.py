"""Where in the text of ``feeds.yaml`` further feeds are to be put. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

_KEY = "feeds"
_EMPTY_BRACKETS = re.compile(r"(\[[ \t]*\])[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")
_USUAL_INDENT = "  "
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to put what is added, in characters of the text, and ``before`` goes before it; ``cut`` is taken out.

    ``indent`` is where dashes stand, ``has_gaps`` whether empty lines stand between entries. ``is_flow``: the list is
    in brackets, ``goes_on`` when something stands in them.
    """

    at: int
    before: str = ""
    indent: str = _USUAL_INDENT
    has_gaps: bool = False
    is_flow: bool = False
    goes_on: bool = False
    cut: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class _List:
    """What stands under the key: its first event, where entries begin, and the last event that shows in the text."""

    start: Any
    entries: list[int] = field(default_factory=list)
    last: Any = None


def place_of_feeds(text: str) -> Place:
    """The end of the list of feeds, in text that has been read as a configuration already."""
    found = _find_list(text)
    if found is None:
        return Place(len(text), before=f"{_end_of_line(text)}{_KEY}:\n")
    if isinstance(found.start, yaml.ScalarEvent):
        return _behind_key(text, found.start)
    if found.start.flow_style:
        return _in_brackets(text, found)
    return _in_block(text, found)


def _find_list(text: str) -> _List | None:
    """The list of feeds, or the null in its place; by events, for nodes would not tell where an alias stands."""
    depth, is_key, found = 0, False, None
    wanted = False
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, _ENDS):
            depth -= 1
        if found is not None and depth == 1 and isinstance(event, yaml.SequenceEndEvent):
            return found
        if found is not None:
            _note(found, event, depth)
        elif depth == 1 and not isinstance(event, _ENDS):
            if wanted and isinstance(event, yaml.ScalarEvent):
                return _List(event)
            if wanted and isinstance(event, yaml.SequenceStartEvent):
                found = _List(event)
            is_key = not is_key
            wanted = is_key and isinstance(event, yaml.ScalarEvent) and event.value == _KEY
        if isinstance(event, _STARTS):
            depth += 1
    return None


def _note(found: _List, event: Any, depth: int) -> None:  # noqa: ANN401 - PyYAML is not typed
    if depth == 2 and not isinstance(event, _ENDS):  # noqa: PLR2004 - the top level, then the list
        found.entries.append(event.start_mark.line)
    closes_bracket = event.end_mark.index > event.start_mark.index and not isinstance(event, _STARTS)
    if closes_bracket or isinstance(event, yaml.ScalarEvent):
        found.last = event


def _behind_key(text: str, nothing: Any) -> Place:  # noqa: ANN401 - PyYAML is not typed
    """On the next line, where the key has no list yet; a null that is written out goes."""
    start, end = nothing.start_mark.index, nothing.end_mark.index
    behind_key = len(text[:start].rstrip(" \t")) if end > start else start
    next_line = text.find("\n", end) + 1 or len(text)
    return Place(next_line, before=_end_of_line(text[:next_line]), cut=(behind_key, end))


def _in_brackets(text: str, found: _List) -> Place:
    """Behind the last entry; where there is none yet, a list of lines takes the place of the brackets."""
    if found.last is not None:
        return Place(found.last.end_mark.index, is_flow=True, goes_on=True)
    match = _EMPTY_BRACKETS.match(text, found.start.start_mark.index)
    if match is None:
        return Place(found.start.end_mark.index, is_flow=True)
    behind_key = len(text[: match.start()].rstrip(" \t"))
    return Place(match.end(), before=_end_of_line(match[0]), cut=(behind_key, match.end(1)))


def _in_block(text: str, found: _List) -> Place:
    """After the last entry, and after comments that are indented deeper than its dash."""
    lines, dash = text.splitlines(keepends=True), found.start.start_mark.column
    last = _last_line(lines, found.last)
    while last + 1 < len(lines) and _is_comment_of(lines[last + 1], dash):
        last += 1
    at = sum(map(len, lines[: last + 1]))
    gaps = [not lines[line - 1].strip() for line in found.entries[1:]]
    return Place(at, _end_of_line(text[:at]), " " * dash, has_gaps=bool(gaps) and all(gaps))


def _last_line(lines: list[str], last: Any) -> int:  # noqa: ANN401 - the same
    """The line on which the last value ends; a block of text is taken to end behind its empty lines."""
    line: int = last.end_mark.line
    if getattr(last, "style", None) not in ("|", ">"):
        return line
    line = min(line, len(lines)) - (last.end_mark.column == 0)
    while not lines[line].strip():
        line -= 1
    return line


def _end_of_line(text: str) -> str:
    """What ends the last line of a text that does not end itself."""
    return "" if not text or text.endswith("\n") else "\n"


def _is_comment_of(line: str, dash: int) -> bool:
    stripped = line.lstrip(" ")
    return stripped.startswith("#") and len(line) - len(stripped) > dash
