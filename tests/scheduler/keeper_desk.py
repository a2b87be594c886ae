"""A desk with one configuration file, at which the keeper is watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.database import ArchiveUnavailable
from scheduler.configuration.findings import ConfigurationProblem, Finding, OutsideProblem
from scheduler.configuration.keeper import ConfigurationKeeper

if TYPE_CHECKING:
    from pathlib import Path

    from scheduler.configuration.edition import Edition
    from scheduler.configuration.shrinking import Counts, Loss

NAME = "watchlist.yaml"


class KeeperDesk:
    """A configuration folder, and what was put in force from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "config"
        self.folder.mkdir()
        self.last_good = folder / "last-good"
        self.in_force: list[bytes] = []
        self.rejections = 0
        self.told: list[str] = []
        self.shrank: list[Loss] = []
        self.archive_is_locked = False
        self.has_secret = False

    def writes(self, content: bytes) -> None:
        """The user saves the file."""
        (self.folder / NAME).write_bytes(content)

    def includes(self, text: str = "include: [lists/a.jsonl]\n") -> None:
        """The watchlist names a list, which has one line."""
        (self.folder / "lists").mkdir()
        self.lists("line 1\n")
        self.writes(text.encode())

    def lists(self, text: str) -> None:
        """The user saves that list."""
        (self.folder / "lists" / "a.jsonl").write_text(text)

    async def apply(self, edition: Edition) -> Counts:
        """Put it in force, or not; each of its lines counts."""
        content = b"+".join([edition.content, *edition.lists.values()])
        if b"bad" in content:
            raise ConfigurationProblem([Finding(NAME, 3, content.decode())])
        if b"secret" in content and not self.has_secret:
            raise OutsideProblem([Finding(NAME, 1, "no such secret")])
        if self.archive_is_locked:
            raise ArchiveUnavailable("locked")
        self.in_force.append(content)
        return {"lines": content.count(b"\n")}

    async def rejected(self, _name: str, problem: ConfigurationProblem) -> None:
        """The operator is told."""
        self.rejections += 1
        self.told.append(problem.findings[0].message)

    async def has_shrunk(self, _name: str, lost: tuple[Loss, ...]) -> None:
        """The operator is told."""
        self.shrank += lost

    def keeper(self) -> ConfigurationKeeper:
        """The service starts."""
        return ConfigurationKeeper(self.folder, self.last_good, {NAME: self.apply}, self.rejected, self.has_shrunk)
