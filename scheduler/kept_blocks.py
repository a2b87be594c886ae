"""Compiled blocks of included lists, kept beside the archive: each under a hash of its lines and of the code.

In: lines of a list. Out: their block, read back from the disk or compiled. The folder can be deleted at any time; who
may write to it and why that is enough stands in docs/decisions/0018.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import watchlist
from watchlist.lists.blocks import Block, block_of, compile_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from watchlist.lists.lines import Read

_HASH_BYTES = 20


class Blocks:
    """The folder of compiled blocks; without one, or with one that cannot be used, each is compiled anew."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def block(self, lines: Sequence[bytes], header: bytes, read: Read) -> Block:
        """The block of these lines; raises :class:`Faults`."""
        if self._folder is None:
            return compile_block(lines, read)
        name = _hash(b"".join([_code(), header, b"\n", *lines])).hex()
        self._used.add(name)
        block = self._kept(self._folder / name)
        if block is None:
            block = compile_block(lines, read)
            self._keep(self._folder / name, block)
        return block

    def forget_others(self) -> None:
        """Delete the blocks that nobody asked for: those of lists as they were."""
        if self._folder is None or not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name not in self._used:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _kept(self, path: Path) -> Block | None:
        try:
            content = path.read_bytes()
            if _hash(content[_HASH_BYTES:]) != content[:_HASH_BYTES]:
                return None
            return block_of(content[_HASH_BYTES:])
        except (OSError, ValueError, EOFError, TypeError):
            return None

    def _keep(self, path: Path, block: Block) -> None:
        content = block.to_bytes()
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(_hash(content) + content)
            partial.replace(path)


def _hash(content: bytes) -> bytes:
    return blake2b(content, digest_size=_HASH_BYTES).digest()


@cache
def _code() -> bytes:
    """What a compiled block depends on besides its lines: the code of the watchlist's room, and Python's own form."""
    sources = sorted(Path(watchlist.__file__).parent.rglob("*.py"))
    form = f"{sys.implementation.cache_tag} {marshal.version}".encode()
    return _hash(form + b"".join(path.read_bytes() for path in sources))
