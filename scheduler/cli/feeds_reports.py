"""``marsad feeds list``, ``show`` and ``test``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer


def register(feeds: typer.Typer) -> None:
    """Add these commands to the group."""
