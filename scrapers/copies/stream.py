"""Copies in a stream of articles, for the command line: each is compared with those before it, as the service does."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

from scrapers.copies.deciding import COPIES, judge
from scrapers.copies.index import WINDOW
from scrapers.copies.memory_index import MemoryIndex
from scrapers.copies.nouns import Text
from scrapers.copies.sketching import likeliest, sketch_of
from scrapers.copies.wording import Wording, wording_of

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

_Answer = TypeVar("_Answer")


_MOST_HELD: Final = 8_192  # wordings, so that elders are not read again; 200 MB at most
_START: Final = datetime.min.replace(tzinfo=UTC) + timedelta(days=7)  # what no window before it reaches under


class CopyStream:
    """Answers ``{"id","url","source","title","text","published"}``, in the order of time, with the copy and its story.

    ``copy_of`` is the id of the best match, or None; ``story`` the id of the first article of its copies, for now.
    An article without a time is as old as the one before it.
    """

    def __init__(self) -> None:
        self._index = MemoryIndex()
        self._elders: OrderedDict[int, tuple[Any, Any, datetime, Text]] = OrderedDict()
        self._held: deque[Wording] = deque(maxlen=_MOST_HELD)
        self._now = _START
        self._count = 0

    def answer(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The line's answer; ValueError for a record of another form."""
        text = _text(record)
        self._now = text.published_at or self._now
        text = replace(text, seen_at=self._now if self._now > _START else None)
        elder = self._elder(text)
        name = record.get("id")
        copy_of, story = elder or (None, name)
        self._elders[self._count] = (name, story, self._now, text)
        self._forget()
        return {"id": name, "copy_of": copy_of, "story": story}

    def _elder(self, text: Text) -> tuple[Any, Any] | None:
        """The id and story of the best match."""
        self._count += 1
        sketch = sketch_of(text)
        self._held.append(wording_of(text.body))
        candidates = _at_once(self._index.meet(self._count, sketch, self._now))
        _at_once(self._index.keep(self._count))
        texts = {
            each.number: self._elders[each.number][3]
            for each in likeliest(candidates, sketch)
            if each.number in self._elders
        }
        verdict = judge(text, texts)
        if verdict is None or verdict.relation not in COPIES:
            return None
        name, story, _, _ = self._elders[verdict.number]
        return name, story

    def _forget(self) -> None:
        """Texts that the window has left behind: they come nearly in the order of time."""
        while next(iter(self._elders.values()))[2] < self._now - WINDOW:
            self._elders.popitem(last=False)


def _at_once(step: Coroutine[Any, Any, _Answer]) -> _Answer:
    """What a step gives that never waits."""
    try:
        step.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    raise RuntimeError("the index in memory waits for nothing")


def _text(record: Mapping[str, Any]) -> Text:
    return Text(
        url=_string(record, "url"),
        outlet=_string(record, "source"),
        title=_string(record, "title"),
        body=_string(record, "text"),
        published_at=_instant(record),
    )


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} is not a string")
    return value or ""


def _instant(record: Mapping[str, Any]) -> datetime | None:
    """Without a zone it is in UTC."""
    written = _string(record, "published")
    if not written:
        return None
    try:
        instant = datetime.fromisoformat(written)
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise ValueError("published is not a date in ISO 8601") from None
