"""Whether it is somebody else who took something back, in the words that an outlet has for its own article.

A law has articles too, and what was removed from it is news; a minister says that a report was withdrawn. The words
stand in other_voices.tsv: kind, language, and the words with ``|`` between. ``said``: what others say, unless an
``outlet`` speaks; ``from``: what something was taken out of, unless that is ``here``; ``other``: what shows, right
behind it, that no news article is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TABLE = Path(__file__).with_name("other_voices.tsv")
_ENDS = re.compile(r"[.!?؟;؛:\n]")


class OtherVoices:
    """The words of the table in the one spelling that ``plain`` gives, as the lines have it that are asked about."""

    def __init__(self, plain: Callable[[str], str]) -> None:
        rows: defaultdict[str, set[str]] = defaultdict(set)
        for line in _TABLE.read_text(encoding="utf-8").splitlines():
            kind, _, words = line.split("\t")
            rows[kind].update(plain(word) for word in words.split("|"))
        said, outlet, taken_from, here, other = (
            _any(rows[kind]) for kind in ("said", "outlet", "from", "here", "other")
        )
        self._outlet = re.compile(rf"(?<!\w)(?:{outlet})(?!\w)")
        self._said = re.compile(rf"(?<!\w)(?:{said})(?!\w)")
        self._said_last = re.compile(
            rf"[,،]['\"»”’]?\s(?:(?:{said})(?!\w)|(?:[\w'’]+\s){{0,4}}(?:{said})\W*$)"
            rf"|^['\"»”’]?\s(?:{said})\W*$"
        )
        self._behind = re.compile(rf"\s(?:(?:{taken_from})\s(?!(?:{here})(?!\w))|(?:{other})(?!\w))")

    def speak(self, line: str, start: int, end: int) -> bool:
        """Whether what stands between these places of a line is theirs."""
        if self._behind.match(line, end):
            return True
        before = _ENDS.split(line[:start])[-1]
        behind = _ENDS.split(line[end:], maxsplit=1)[0]
        if self._outlet.search(f"{before} {line[start:end]} {behind}"):
            return False
        return bool(self._said.search(before) or self._said_last.search(behind))


def _any(words: set[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
