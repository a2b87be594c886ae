"""Prints alerts as they arrive: in colour on a terminal, as plain lines elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from scheduler.demo.arrivals import Arrival, Marked, Together
    from scheduler.demo.oracle import Verdict

# Unicode bidirectional algorithm: an isolate keeps a right-to-left title from reordering what stands beside it.
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_INDENT = 10
_CHANNEL_STYLES = {"email": "cyan", "webhook": "magenta"}
_STYLE_OF_MARKS = "bold black on yellow"


class Printer:
    """Writes to standard output, or to standard error when that is kept for a result in JSON."""

    def __init__(self, *, to_stderr: bool = False, console: Console | None = None) -> None:
        self._console = console or Console(stderr=to_stderr, highlight=False, soft_wrap=True)

    def say(self, line: str, style: str = "") -> None:
        """A line about the demo itself."""
        self._console.print(Text(line, style=style))

    def alert(self, arrival: Arrival, outlet: str, at: datetime, seconds: float) -> None:
        """An alert that just arrived: when, by which channel, from whom, about what, how fast; title; sentence."""
        head = Text(f"{at:%H:%M:%S}  ")
        head.append(f"{arrival.channel:<8}", style=_CHANNEL_STYLES.get(arrival.channel, ""))
        head.append_text(self._isolated(Text(outlet, style="green")))
        head.append(f"  {arrival.name}", style="yellow")
        head.append(f"  {seconds:.1f} s", style="dim")
        self._console.print(head)
        if arrival.news:
            self._console.print(self._words(arrival.news, "bold yellow"))
        self._console.print(self._line(arrival.title, "bold"))
        if arrival.sentence:
            self._console.print(self._line(arrival.sentence, ""))
        for line in arrival.copies:
            self._console.print(self._words(line, "dim"))

    def together(self, together: Together, at: datetime) -> None:
        """A summary that just arrived: when, by which channel, what brought it, and how many articles it lists."""
        head = Text(f"{at:%H:%M:%S}  ")
        head.append(f"{together.channel:<8}", style=_CHANNEL_STYLES.get(together.channel, ""))
        head.append(f"a summary of {len(together.articles)} articles", style="bold")
        self._console.print(head)
        for line in (together.heading, *together.causes):
            self._console.print(self._words(line, ""))

    def verdict(self, verdict: Verdict, published: int, archived: int, copies: int) -> None:
        """What the whole run came to."""
        self.say("")
        self.say(f"{published} entries published, {archived} articles archived, {copies} of them copies")
        self.say(
            f"{verdict.expected} alerts expected, {verdict.delivered} delivered, {verdict.lost} lost, "
            f"{verdict.doubled} doubled, {verdict.unexpected} that nobody expected",
            "bold green" if verdict.holds else "bold red",
        )
        self.say(
            f"seconds from a feed's answer to the alert: {verdict.percentile(50)} (half of them), "
            f"{verdict.percentile(95)} (19 of 20)"
        )

    def _words(self, words: str, style: str) -> Text:
        return Text(" " * _INDENT).append_text(self._isolated(Text(words, style=style)))

    def _line(self, marked: Marked, style: str) -> Text:
        text = Text(style=style)
        for segment in marked:
            if segment.marked and not self._console.is_terminal:
                text.append(f"[{segment.text}]")
            else:
                text.append(segment.text, style=_STYLE_OF_MARKS if segment.marked else "")
        return Text(" " * _INDENT).append_text(self._isolated(text))

    def _isolated(self, text: Text) -> Text:
        if not self._console.is_terminal:
            return text
        return Text(_FIRST_STRONG_ISOLATE).append_text(text).append(_POP_ISOLATE)
