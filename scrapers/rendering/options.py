"""What the scheduler decides for the rendering of pages; everything has a value fit for production."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """Which browser (empty: one on the PATH), and what one page may cost; times are seconds, sizes bytes.

    At most ``most_waiting`` pages wait for their turn, so that those of other feeds are read meanwhile. A browser that
    did not start is tried again after ``retry_start_seconds``. A page may load ``most_parts`` of ``most_part_bytes``
    together, ``part_bytes`` each, from ``most_hosts`` beside its own, which it has until it is done. ``memory_bytes``
    is for all processes of the browser together. A browser is replaced after ``pages_per_browser``, and ends when it
    was idle.
    """

    browser: str = ""
    seconds: float = 20.0
    start_seconds: float = 15.0
    turn_seconds: float = 30.0
    most_waiting: int = 6
    retry_start_seconds: float = 600.0
    most_parts: int = 60
    most_hosts: int = 12
    part_bytes: int = 5 * MEBIBYTE
    most_part_bytes: int = 20 * MEBIBYTE
    page_bytes: int = 5 * MEBIBYTE
    memory_bytes: int = 1024 * MEBIBYTE
    pages_per_browser: int = 30
    idle_seconds: float = 60.0
