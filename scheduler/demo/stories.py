"""Reads the demo's stories: text files, one a story, a header of ``field: value`` lines above the paragraphs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, cast

from scheduler.demo.nouns import Story

_FOLDER = files("scheduler.demo") / "stories"


@cache
def stories() -> dict[str, Story]:
    """All stories by key, which is the file's name without its suffix."""
    found = [entry for entry in _FOLDER.iterdir() if entry.name.endswith(".txt")]
    return {
        key: read_story(key, entry.read_text(encoding="utf-8"))
        for entry in sorted(found, key=lambda entry: entry.name)
        for key in [entry.name.removesuffix(".txt")]
    }


def read_story(key: str, text: str) -> Story:
    """One story from the text of its file."""
    header, *paragraphs = (block.strip() for block in text.strip().split("\n\n"))
    fields = dict(line.split(":", 1) for line in header.splitlines())
    return Story(
        key=key,
        language=cast("Literal['ar', 'en']", fields["language"].strip()),
        title=fields["title"].strip(),
        summary=fields["summary"].strip(),
        caption=fields["caption"].strip(),
        paragraphs=tuple(paragraphs),
        names=frozenset(fields["names"].split()),
    )
