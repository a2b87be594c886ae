"""Small hands that all edits use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.duplicates.wire import Draft

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable

Paragraphs = tuple[tuple[str, ...], ...]


def each_sentence(draft: Draft, edit: Callable[[str], str]) -> Draft:
    """Every sentence and the title edited by itself."""
    return Draft(edit(draft.title), tuple(tuple(map(edit, part)) for part in draft.paragraphs))


def between(paragraphs: Paragraphs, lines: Iterable[str], chance: random.Random) -> Paragraphs:
    """Lines as paragraphs of their own somewhere behind the first paragraph."""
    found = list(paragraphs)
    for line in lines:
        found.insert(chance.randint(1, len(found)), (line,))
    return tuple(found)


def sentences(draft: Draft) -> list[str]:
    """All sentences in order."""
    return [one for part in draft.paragraphs for one in part]
