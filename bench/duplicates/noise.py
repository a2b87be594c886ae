"""Recorded news of the yardsticks between ours, as a watch reads it: of other length and wording, never kept here."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
from datetime import timedelta
from pathlib import Path

from bench.duplicates.publishing import START, WINDOW_MINUTES

Line = dict[str, object]


def noise(seed: int, count: int) -> list[Line]:
    """So many articles of MARSAD_YARDSTICKS within the window; none where these are not here."""
    path = Path(os.environ.get("MARSAD_YARDSTICKS", "../shared/bench")) / "duplicates" / "ant.jsonl.gz"
    if not path.is_file():
        return []
    chance = random.Random(f"{seed} noise")  # noqa: S311 - news of a bench, no secret
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        known = [json.loads(line) for line in lines]
    return [_line(article, chance) for article in chance.sample(known, count)]


def _line(article: dict[str, str], chance: random.Random) -> Line:
    return {
        "id": hashlib.sha256(article["id"].encode()).hexdigest()[:16],
        "url": article["url"],
        "source": "radio.example",
        "title": article["title"],
        "text": article["text"],
        "published": (START + timedelta(minutes=chance.randrange(WINDOW_MINUTES))).isoformat(),
        "kind": "real",
        "group": article["id"],
        "also": [],
        "language": "ar",
        "twin_kind": "unrelated",
    }
