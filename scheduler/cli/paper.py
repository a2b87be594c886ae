"""What reports are written on: colour and isolated right-to-left text on a terminal, plain lines elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

# Unicode bidirectional algorithm: an isolate keeps a right-to-left text from reordering what stands beside it.
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
# Controls and marks that reorder text: strangers wrote what is shown here.
_UNSHOWN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_SPACES = re.compile(r"\s+")
_MARKED = "bold black on yellow"


class Paper:
    """Writes lines to standard output; a line holds foreign text only at its end, so that it reads in any terminal."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=True)

    @property
    def is_terminal(self) -> bool:
        """Whether a person is looking."""
        return self._console.is_terminal

    def head(self, line: str) -> None:
        """A heading, with an empty line before it."""
        self.line("")
        self.line(line, style="bold")

    def line(self, words: str, foreign: str = "", style: str = "", indent: int = 0) -> None:
        """A line of our own words, then text that somebody else wrote."""
        text = Text(" " * indent).append(words, style=style)
        if foreign:
            text.append_text(self._isolated(Text(clean(foreign))))
        self._console.print(text)

    def fact(self, label: str, value: str, indent: int = 2) -> None:
        """A label and what it stands for."""
        self.line(f"{label:<12}", value, style="dim", indent=indent)

    def marked(self, segments: Iterable[tuple[str, bool]], indent: int = 0) -> None:
        """A sentence with some of its words marked."""
        text = Text()
        for words, is_marked in segments:
            shown = clean(words)
            bracketed = is_marked and not self.is_terminal
            text.append(f"[{shown}]" if bracketed else shown, style=_MARKED if is_marked else "")
        self._console.print(Text(" " * indent).append_text(self._isolated(text)))

    def _isolated(self, text: Text) -> Text:
        if not self.is_terminal or text.plain.isascii():
            return text
        return Text(_FIRST_STRONG_ISOLATE).append_text(text).append(_POP_ISOLATE)


def clean(text: str) -> str:
    """The text on one line, without what hides or reorders words or moves the cursor."""
    return _SPACES.sub(" ", text).translate(_UNSHOWN).encode("utf-8", "replace").decode()
