"""Copies in a stream of articles, for the command line: each is compared with those before it, as the service does."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from scrapers.copies.deciding import COPIES, judge
from scrapers.copies.index import WINDOW
from scrapers.copies.memory_index import MemoryIndex
from scrapers.copies.sketching import likeliest, sketch_of
from scrapers.copies.stream_clock import START, StreamClock
from scrapers.copies.stream_lines import text_of
from scrapers.copies.wording import Wording, wording_of
from scrapers.copies.wrong_links import held_to

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from datetime import datetime

    from scrapers.copies.nouns import Text, Verdict

_Answer = TypeVar("_Answer")


_MOST_HELD: Final = 8_192  # wordings, so that elders are not read again; 200 MB at most


class _First(NamedTuple):
    """The first article of a story: the one that its alert tells of."""

    number: int
    name: Any
    text: Text


class _Elder(NamedTuple):
    name: Any
    at: datetime
    text: Text
    first: _First


class CopyStream:
    """Answers ``{"id","url","source","title","text","published"}``, in the order of time, with the copy and its story.

    ``copy_of`` is the id of the best match, or None; ``story`` the id of the first article of its copies, for now.
    ``today`` is what tells a time that has yet to come.
    """

    def __init__(self, today: datetime) -> None:
        self._clock = StreamClock(today)
        self._held: deque[Wording] = deque(maxlen=_MOST_HELD)
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._index = MemoryIndex()
        self._elders: OrderedDict[int, _Elder] = OrderedDict()

    def answer(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The line's answer; ValueError for a record of another form."""
        said = text_of(record)
        before, now = self._clock.now, self._clock.read(said.published_at)
        if now < before:
            self._begin()
        is_past = said.published_at is not None and said.published_at <= now
        text = replace(said, seen_at=now if now > START else None, published_at=said.published_at if is_past else None)
        self._count += 1
        name, elder = record.get("id"), self._elder(text, now)
        first = elder.first if elder else _First(self._count, name, text)
        self._elders[self._count] = _Elder(name, now, text, first)
        self._forget(now)
        return {"id": name, "copy_of": elder.name if elder else None, "story": first.name}

    def _elder(self, text: Text, now: datetime) -> _Elder | None:
        """The best match."""
        sketch = sketch_of(text)
        self._held.append(wording_of(text.body))
        candidates = _at_once(self._index.meet(self._count, sketch, now))
        _at_once(self._index.keep(self._count))
        texts = {
            each.number: self._elders[each.number].text
            for each in likeliest(candidates, sketch)
            if each.number in self._elders
        }
        verdict = judge(text, texts)
        return self._elders[verdict.number] if verdict and self._joins(text, verdict) else None

    def _joins(self, text: Text, verdict: Verdict) -> bool:
        """Whether it stays a copy when it is held to the first article of the story."""
        first = self._elders[verdict.number].first
        if verdict.relation not in COPIES or first.number == verdict.number:
            return verdict.relation in COPIES
        told = judge(text, {first.number: first.text})
        return held_to(verdict, [told] if told else ()).relation in COPIES

    def _forget(self, now: datetime) -> None:
        """Texts that the window has left behind."""
        while next(iter(self._elders.values())).at < now - WINDOW:
            self._elders.popitem(last=False)


def _at_once(step: Coroutine[Any, Any, _Answer]) -> _Answer:
    """What a step gives that never waits."""
    try:
        step.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    raise RuntimeError("the index in memory waits for nothing")
