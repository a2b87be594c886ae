"""The index in Redis, which all workers share; how it lies there stands in ``redis_segments``.

It can be lost at any time and then is not whole until it is restored from the archive. What this process has met and
not yet kept it remembers, so that a loss in between costs nothing.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import AsyncIterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast
from zlib import crc32

from gateway.redis_link import RedisTrouble, RedisUnavailable
from scrapers.copies.index import FEWEST_SHARED, MOST_CANDIDATES, PERIOD, TENTATIVE_FOR, WINDOW
from scrapers.copies.nouns import PRINT_BYTES, PRINT_LIMIT, Candidate
from scrapers.copies.redis_meeting import MEET
from scrapers.copies.redis_scripts import EPOCH, IS_WHOLE, KEEP, RESTORE, WHOLE_AGAIN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from typing import TypeAlias

    from gateway.redis_link import RedisLink
    from scrapers.copies.index import Kept
    from scrapers.copies.nouns import Sketch

    Argument: TypeAlias = str | int | bytes

# Raise it when fingerprints are made or laid out otherwise: the index is then restored from the archive.
_FORM = 1
_BATCH = 5
_MOST_PRINTS = 256
_MOST_UNSETTLED = 10_000
# Fingerprints are the smallest hashes of a text. An odd factor spreads them over the fields and parts none of them.
_FACTOR = 0x9E3779B97B


class IndexNotWhole(RedisUnavailable):
    """A part of the index is lost: the archive must be asked until it is restored."""

    def __init__(self) -> None:
        super().__init__(RedisTrouble.OTHER)


class RedisIndex:
    """The index of one generation of the archive.

    All methods raise RedisUnavailable when Redis cannot be asked; ``meet`` and ``restore`` also IndexNotWhole.
    """

    def __init__(
        self,
        link: RedisLink,
        prefix: str,
        generation: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        scripts = (MEET, KEEP, RESTORE, EPOCH, WHOLE_AGAIN, IS_WHOLE)
        self._meet, self._keep, self._restore, self._epoch, self._whole_again, self._is_whole = map(
            link.script, scripts
        )
        self._state = f"{prefix}copies:{generation}:{_FORM}"
        self._clock = clock
        self._unsettled: OrderedDict[int, Kept] = OrderedDict()
        self._owed: dict[int, Kept] = {}

    async def meet(self, number: int, sketch: Sketch, at: datetime) -> tuple[Candidate, ...]:
        """Post the article and give its elders."""
        if not sketch.prints:
            return ()
        self._remember((number, sketch, at))
        article = (number, _stamp(at), _milliseconds(TENTATIVE_FOR), *_packed(sketch), FEWEST_SHARED, MOST_CANDIDATES)
        whole, *found = cast("list[int]", await self._meet(*self._call(*article)))
        if not whole:
            raise IndexNotWhole
        triples = zip(found[::3], found[1::3], found[2::3], strict=True)
        return tuple(Candidate(elder, shared, bool(tentative)) for elder, shared, tentative in triples)

    async def keep(self, number: int) -> None:
        """The posting is final, also one that was lost since this process posted it."""
        met = self._unsettled.pop(number, None)
        if met:
            self._owed[number] = met
        if not await self._keep(*self._call(number)) and met:
            await self._post([met], "")
        self._owed.pop(number, None)

    async def restore(self, kept: Iterable[Kept] | AsyncIterable[Kept]) -> None:
        """Post all articles of the window; raises IndexNotWhole when a part is lost meanwhile."""
        epoch = cast("bytes", await self._epoch(*self._call())).decode()
        async for batch in _batches(kept):
            await self._post(batch, epoch)
        if not await self._whole_again(*self._call(epoch)):
            raise IndexNotWhole

    async def is_whole(self) -> bool:
        """Whether nothing was lost that can be known: a run of the server, a whole key, or what was kept in vain."""
        for number, owed in list(self._owed.items()):
            await self._post([owed], "")
            self._owed.pop(number, None)
        return bool(await self._is_whole(*self._call()))

    async def _post(self, batch: list[Kept], epoch: str) -> None:
        articles = [(number, _stamp(at), *_packed(sketch)) for number, sketch, at in batch if sketch.prints]
        if not await self._restore(*self._call(epoch, *(value for article in articles for value in article))):
            raise IndexNotWhole

    def _call(self, *arguments: Argument) -> tuple[list[str], list[Argument]]:
        fixed = (_stamp(self._clock()), secrets.token_hex(8), _milliseconds(PERIOD), _milliseconds(WINDOW))
        return [self._state], [*fixed, *arguments]

    def _remember(self, met: Kept) -> None:
        self._unsettled[met[0]] = met
        self._unsettled.move_to_end(met[0])
        if len(self._unsettled) > _MOST_UNSETTLED:
            self._unsettled.popitem(last=False)


def _packed(sketch: Sketch) -> tuple[bytes, bytes]:
    """A checksum, and five bytes a fingerprint: two choose its field, three tell it apart there."""
    prints = sketch.prints[:_MOST_PRINTS]
    mixed = ((each * _FACTOR) % PRINT_LIMIT for each in prints)
    checksum = crc32(sketch.to_bytes()).to_bytes(4, "big")
    return checksum, b"".join(each.to_bytes(PRINT_BYTES, "big") for each in dict.fromkeys(mixed))


def _stamp(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


async def _batches(kept: Iterable[Kept] | AsyncIterable[Kept]) -> AsyncIterator[list[Kept]]:
    batch: list[Kept] = []
    async for each in _each(kept):
        batch.append(each)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


async def _each(kept: Iterable[Kept] | AsyncIterable[Kept]) -> AsyncIterator[Kept]:
    if isinstance(kept, AsyncIterable):
        async for each in kept:
            yield each
        return
    for each in kept:
        yield each
