"""Work in batches for the task queue; politeness goes by host, so batches do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def batches(ids_by_host: Mapping[str, Iterable[int]], size: int) -> list[list[int]]:
    """Ids in batches of about ``size``, those of one host always together."""
    made: list[list[int]] = []
    for ids in ids_by_host.values():
        if not made or len(made[-1]) >= size:
            made.append([])
        made[-1].extend(ids)
    return made
