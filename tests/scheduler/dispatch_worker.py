"""A crawler of the dispatch tests: takes tasks of the Redis in its first argument and prints their ids.

The second argument is what becomes of a task: ``done`` at once, or ``stuck`` for ever.
"""

from __future__ import annotations

import asyncio
import sys

from scheduler.dispatch import Dispatch


async def _work(ids: list[int]) -> None:
    sys.stdout.write(f"{ids[0]}\n")
    sys.stdout.flush()
    if sys.argv[2] == "stuck":
        await asyncio.Event().wait()


async def _main() -> None:
    dispatch = Dispatch(sys.argv[1], "test:tasks")
    dispatch.declare("poll", _work, 60)
    dispatch.start(2)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())
