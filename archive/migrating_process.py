"""The inside of a process that migrates and ends; its exit code tells whether it could."""

from __future__ import annotations

import sys

from archive.database import migrate


def try_to_migrate(url: str) -> None:
    """Migrate the archive at ``url``, or end with exit code 1 and without a word."""
    try:
        migrate(url)
    except Exception:  # noqa: BLE001 - the parent tries too and says what is wrong; a traceback here could tell too much
        sys.exit(1)
