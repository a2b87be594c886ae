"""What the scheduler decides for the crawler; everything has a value fit for production."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gateway.addresses import Target

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """How the crawler behaves; times are seconds, sizes bytes after decompression.

    ``exceptions`` are all the targets that the configuration excepts from the address policy, for any feed; a request
    may use only the one it carries itself.
    """

    user_agent: str = "Marsad (news watch)"
    max_in_flight: int = 256
    deadline_seconds: float = 30.0
    body_limit_bytes: int = 10 * MEBIBYTE
    redirect_limit: int = 5
    exceptions: frozenset[Target] = frozenset()
    ports: frozenset[int] = frozenset({80, 443})
    robots_keep_seconds: float = 24 * 3600.0
    robots_failure_seconds: float = 600.0
    robots_max_hosts: int = 20_000
    robots_limit_bytes: int = 512 * 1024
    robots_deadline_seconds: float = 10.0
