"""The browser's process has seen hostile scripts: what it says is read within limits, as plain values."""

from __future__ import annotations

import asyncio
import struct

import pytest

from scrapers.rendering.frames import LONGEST_HEAD, Frame, FrameBroken, packed, read_frame


async def read(content: bytes, longest_body: int = 1000) -> Frame:
    """The frame that these bytes are."""
    reader = asyncio.StreamReader()
    reader.feed_data(content)
    reader.feed_eof()
    return await read_frame(reader, longest_body)


async def test_frame_comes_as_it_was_said() -> None:
    """Values, and bytes of any kind."""
    frame = Frame("part", {"id": 7, "type": "نص"}, bytes(range(256)))
    assert await read(packed(frame)) == frame


@pytest.mark.parametrize(
    "content",
    [
        struct.pack(">II", LONGEST_HEAD + 1, 0),
        struct.pack(">II", 2, 1001) + b"{}",
        struct.pack(">II", 2, 0) + b"{}",
        struct.pack(">II", 2, 0) + b"[]",
        struct.pack(">II", 2, 0) + b"\xff\xff",
        struct.pack(">II", 60_000, 0) + b"[" * 60_000,
    ],
    ids=["long head", "long body", "no kind", "a list", "no text", "nested"],
)
async def test_nonsense_is_named(content: bytes) -> None:
    """It takes neither memory nor the crawler."""
    with pytest.raises(FrameBroken):
        await read(content)


@pytest.mark.parametrize("value", [None, [], {}, 1.5])
async def test_values_are_of_their_kind(value: object) -> None:
    """A list where a text should be does not travel on."""
    frame = await read(packed(Frame("want", {"url": value})))
    for ask in (frame.text, frame.number):
        with pytest.raises(FrameBroken):
            ask("url")
