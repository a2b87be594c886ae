"""The command line: ``marsad``. Each command imports what it needs when it runs, so that all start quickly."""

from __future__ import annotations

import sys

__all__ = ["main"]

_ENDED_BY_CTRL_C = 130  # what shells say of it


def main() -> None:
    """Run the command line; Ctrl-C ends it without a traceback, also while it is still loading."""
    try:
        from scheduler.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(_ENDED_BY_CTRL_C)
