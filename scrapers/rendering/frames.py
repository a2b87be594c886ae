"""How the crawler and the browser's process talk: frames of a small JSON head and a body of bytes.

The process has seen hostile scripts: what it says is read within limits, and never as anything but plain values.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

LONGEST_HEAD = 64 * 1024
_LENGTHS = struct.Struct(">II")


class FrameBroken(Exception):
    """What came is no frame, or longer than it may be."""

    permanent = True


@dataclass(frozen=True, slots=True)
class Frame:
    """One thing that is said: its ``kind``, its plain ``values`` and a body."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)

    def text(self, name: str) -> str:
        """A value that must be a text."""
        value = self.values.get(name)
        if not isinstance(value, str):
            raise FrameBroken(f"{name} is no text")
        return value

    def number(self, name: str) -> int:
        """A value that must be a whole number."""
        value = self.values.get(name)
        if not isinstance(value, int):
            raise FrameBroken(f"{name} is no number")
        return value


def packed(frame: Frame) -> bytes:
    """The frame's bytes."""
    head = json.dumps({"kind": frame.kind, **frame.values}).encode()
    return _LENGTHS.pack(len(head), len(frame.body)) + head + frame.body


async def read_frame(reader: asyncio.StreamReader, longest_body: int) -> Frame:
    """The next frame; raises FrameBroken, and IncompleteReadError at the end of the stream."""
    head_length, body_length = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
    if head_length > LONGEST_HEAD or body_length > longest_body:
        raise FrameBroken("a frame is too long")
    head, body = await reader.readexactly(head_length), await reader.readexactly(body_length)
    try:
        values = json.loads(head)
        return Frame(str(values.pop("kind")), values, body)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise FrameBroken("a head cannot be read") from None
