"""The allowance as a crawler knows it: read from the archive now and then, so that no poll has to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.allowance import kept_allowance
from archive.database import ArchiveError
from scrapers.pacing import Allowance

if TYPE_CHECKING:
    from archive.database import Archive


class KeptAllowance:
    """Until the scheduler has reckoned for the first time, a feed gets what it would get alone."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known = Allowance()

    def __call__(self) -> Allowance:
        """What is known now."""
        return self._known

    async def look(self) -> None:
        """Read it anew; what cannot be read now stays as it was."""
        try:
            kept = await self._archive.read(kept_allowance)
        except ArchiveError:
            return
        if kept is not None:
            self._known = Allowance(*kept)
