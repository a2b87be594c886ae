"""``feeds.yaml`` on the disk: read whole, changed whole or not at all, and never what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.checking import check_feeds
from scheduler.configuration.files import FEEDS, parse_settings, read_content
from scheduler.sources.adding import stanza, with_feeds
from scheduler.sources.errors import SourcesProblem
from scrapers.settings import FeedsSettings
from scrapers.url_key import url_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.configuration.findings import Finding
    from scheduler.sources.adding import NewFeed

_MOST_SHOWN = 20
_MODE = 0o644


@dataclass(frozen=True, slots=True)
class FeedsFile:
    """The file as it was read; ``keys`` gives the line of each feed by its URL key. An absent file is an empty one."""

    path: Path
    content: bytes
    settings: FeedsSettings
    keys: dict[str, int]

    @classmethod
    def read(cls, folder: Path) -> FeedsFile:
        """The file in this folder; raises ConfigurationProblem with what is wrong with it."""
        path = folder / FEEDS
        content = b"" if folder.is_dir() and not path.exists() else read_content(path)
        settings, document = parse_settings(FEEDS, content, FeedsSettings)
        keys = {url_key(feed.url): document.line(("feeds", place)) for place, feed in enumerate(settings.feeds)}
        return cls(path, content, settings, keys)

    def line_of(self, url: str) -> int | None:
        """The line of the feed that is the same but for spelling; 0 where lines are not known (JSON)."""
        return self.keys.get(url_key(url))

    def where(self, url: str) -> str:
        """File and line of the feed, as editors jump to."""
        line = self.line_of(url)
        return f"{self.path}:{line}" if line else str(self.path)

    def new_findings(self) -> list[Finding]:
        """What ``marsad check`` says of the file as it is now and did not say of it as it was read."""
        before = {finding.message for finding in self._findings(self.content)}
        return [finding for finding in self._findings(read_content(self.path)) if finding.message not in before]

    def _findings(self, content: bytes) -> list[Finding]:
        return check_feeds(content, self.path.parent, os.environ)

    def add(self, feeds: Sequence[NewFeed]) -> None:
        """Put feeds at the end; raises SourcesProblem when it cannot be, with what to add by hand."""
        content = with_feeds(self.content, feeds)
        try:
            self._replace(content)
        except OSError as error:
            by_hand = "".join(map(stanza, feeds[:_MOST_SHOWN]))
            raise SourcesProblem(f"cannot write {self.path}: {error.strerror}; add by hand:\n{by_hand}") from None

    def _replace(self, content: bytes) -> None:
        """Exchange the file that the path leads to, if it still is what was read."""
        target = self.path.resolve()
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{FEEDS}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                os.fsync(handle)
            Path(beside).chmod(target.stat().st_mode & 0o7777 if target.exists() else _MODE)
            self._confirm_unchanged(target)
            Path(beside).replace(target)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise

    def _confirm_unchanged(self, target: Path) -> None:
        if (target.read_bytes() if target.exists() else b"") != self.content:
            raise SourcesProblem(f"{FEEDS} was changed by somebody else just now; nothing was written, try again")
