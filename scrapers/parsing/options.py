"""What the scheduler decides for the parser processes; everything has a value fit for production."""

from __future__ import annotations

from dataclasses import dataclass

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ParserOptions:
    """How many processes, and what one document may cost.

    ``processes`` stay once they are started; ``spare_processes`` come when all are busy and go when idle.
    ``memory_bytes`` counts above what a process needs to start; ``answer_bytes`` bounds a result on its way back;
    a process is replaced after ``documents_per_process``, which bounds what the libraries' caches hold.
    """

    processes: int = 1
    spare_processes: int = 1
    spare_idle_seconds: float = 60.0
    feed_seconds: float = 8.0
    page_seconds: float = 8.0
    memory_bytes: int = 128 * _MEBIBYTE
    answer_bytes: int = 32 * _MEBIBYTE
    documents_per_process: int = 2_000
