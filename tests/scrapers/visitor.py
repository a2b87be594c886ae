"""A crawler of the politeness tests, in a process of its own: visits one host again and again.

Arguments: the URL of Redis, the host, the pause in seconds, how many visits. Prints when each began and ended.
"""

from __future__ import annotations

import asyncio
import sys
import time

from gateway.redis_link import RedisLink
from scrapers.hosts import HostBusy, HostLeases
from scrapers.pauses import Pauses

REQUEST_SECONDS = 0.05


async def _visit(leases: HostLeases, host: str) -> None:
    while True:
        try:
            async with leases.hold(host):
                began = time.monotonic()
                await asyncio.sleep(REQUEST_SECONDS)
                sys.stdout.write(f"{began} {time.monotonic()}\n")
                leases.pauses.asked(host)
                return
        except HostBusy as busy:
            await asyncio.sleep(busy.seconds or REQUEST_SECONDS)


async def _main() -> None:
    url, host, pause, visits = sys.argv[1:]
    link = RedisLink(url)
    leases = HostLeases(link, "marsad:", pauses=Pauses(float(pause)))
    for _ in range(int(visits)):
        await _visit(leases, host)
    await leases.close()
    await link.close()


if __name__ == "__main__":
    asyncio.run(_main())
