"""A configuration folder as its user keeps it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WATCHLIST = """\
places:
  - id: hajin
    name: Hajin
    names: {ar: [{text: هجين, needs: nothing}, مدينة هجين], en: [Hajin]}
actors:
  - id: sdf
    name: Syrian Democratic Forces
    names: {ar: [قسد], en: [SDF]}
"""
ALERTS = """\
operator: {email: operator@desk.example, language: ar, timezone: Asia/Damascus}
recipients:
  - {id: amal, email: amal@desk.example, language: ar, timezone: Asia/Damascus}
"""
FEEDS = """\
feeds:
  - {url: "https://enab.example/feed", name: عنب بلدي, language: ar}
  - {url: "https://wire.example/rss", name: Example Wire, language: en}
"""
SECRET = "whsec_" + base64.b64encode(b"thirty-two bytes for the tests..").decode()


class ConfigurationFolder:
    """Three sound files at first; the user writes over them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        self.writes("feeds.yaml", FEEDS)
        self.writes("watchlist.yaml", WATCHLIST)
        self.writes("alerts.yaml", ALERTS)

    def writes(self, name: str, text: str) -> None:
        """Put this text into a file."""
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_text(text, encoding="utf-8")

    def loses(self, name: str) -> None:
        """Delete a file."""
        (self.path / name).unlink()
