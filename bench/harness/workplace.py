"""Where a torture test or benchmark does its work: a folder, a progress bar, an orderly end at SIGTERM."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from typing import Any

Result = TypeVar("Result")


@contextlib.contextmanager
def workplace(keep: Path | None) -> Iterator[tuple[Path, Progress]]:
    """A folder, left behind only when it was named, and a progress bar that shows on a terminal alone."""
    console = Console(stderr=True)
    with contextlib.ExitStack() as stack:
        folder = keep or Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        yield folder, stack.enter_context(Progress(console=console, disable=not console.is_terminal))


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run it to its end; SIGTERM cancels it, so that no service is left behind."""

    async def main() -> Result:
        task = asyncio.ensure_future(work)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await task

    return asyncio.run(main())
