"""The command line: ``marsad``. Each command imports what it needs when it runs, so that all start quickly."""

from __future__ import annotations

from scheduler.cli.app import main

__all__ = ["main"]
