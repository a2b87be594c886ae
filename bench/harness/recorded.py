"""Recorded news pages from the yardsticks, served again by loopback hosts, one host a publisher."""

from __future__ import annotations

import base64
import gzip
import json
import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETS = ("english-news", "publishers", "arabic")
_SUMMARY_LETTERS = 300


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """A page as it was recorded; title and summary are what a feed would say of it."""

    key: str
    site: str
    title: str
    summary: str
    content: bytes

    def page(self) -> bytes:
        """The page's bytes, untouched."""
        return self.content


def yardsticks() -> Path | None:
    """The folder of recorded pages: ``extraction`` under MARSAD_YARDSTICKS or ../shared/bench; None when absent."""
    folder = Path(os.environ.get("MARSAD_YARDSTICKS", "../shared/bench")) / "extraction"
    return folder if all((folder / f"{name}.jsonl.gz").is_file() for name in SETS) else None


def recorded_pages(folder: Path) -> dict[str, list[RecordedPage]]:
    """All recorded pages by publisher."""
    by_site: dict[str, list[RecordedPage]] = defaultdict(list)
    for name in SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                page = _page(f"{name}-{number}", json.loads(line))
                by_site[page.site].append(page)
    return dict(by_site)


def _page(key: str, record: dict[str, Any]) -> RecordedPage:
    text = str(record["gold"][0])
    return RecordedPage(
        key=key,
        site=str(record["site"]),
        title=str(record["title"] or " ".join(text.split()[:10])),
        summary=text[:_SUMMARY_LETTERS],
        content=base64.b64decode(str(record["html_base64"])),
    )
