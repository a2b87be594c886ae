"""Make a stream of articles in four languages in which the copies, by kind of edit, and the twins, by kind, are known.

    python -m bench.duplicates.make_kinds SEED > stream.jsonl

One article a line, in time order: {"id","url","source","title","text","published"} and, for the scorers alone,
"kind", "group", "also" as the yardstick's score.py reads them, "twin_kind" of a twin and "language". Every text is
written for this purpose (texts/); the same seed gives the same stream.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from typing import TYPE_CHECKING

from bench.duplicates.composing import composed, written
from bench.duplicates.newsroom import LANGUAGES, newsroom
from bench.duplicates.publishing import Paper
from bench.duplicates.recorded import recorded, wire_of
from bench.duplicates.scenes import copied, joined_wires, next_issues, shared_backgrounds, twinned

if TYPE_CHECKING:
    from collections.abc import Sequence

COPIES_EACH, TWINS_EACH = 8, 2
COPIED_RECORDS = 6  # one of so many
COMPOSED_EACH_TOPIC, PAIRS, BACKGROUNDS = 3, 8, 6


def stream(seed: int, languages: Sequence[str] = LANGUAGES, others: int = 0) -> list[dict[str, object]]:
    """All lines in time order, with so many recorded articles between them, a few of which are copied too."""
    lines: list[dict[str, object]] = []
    for language in languages:
        lines += _of_language(language, random.Random(f"{seed} {language}"))  # noqa: S311 - news of a bench, no secret
    lines += _of_records(others, random.Random(f"{seed} recorded")) if others else []  # noqa: S311 - as above
    return sorted(lines, key=lambda line: (str(line["published"]), str(line["id"])))


def _of_language(language: str, chance: random.Random) -> list[dict[str, object]]:
    room = newsroom(language)
    paper = Paper(room, chance, language)
    wires = [*written(room, chance), *composed(room, chance, COMPOSED_EACH_TOPIC)]
    for wire in wires:
        story = paper.first(wire)
        copied(paper, story, COPIES_EACH)
        twinned(paper, story, TWINS_EACH)
    for told in room.series:
        next_issues(paper, told)
    joined_wires(paper, PAIRS)
    shared_backgrounds(paper, BACKGROUNDS)
    return paper.lines


def _of_records(count: int, chance: random.Random) -> list[dict[str, object]]:
    paper = Paper(newsroom("ar"), chance, "recorded")
    for number, article in enumerate(recorded(chance, count)):
        story = paper.first(wire_of(article))
        if number % COPIED_RECORDS == 0:
            copied(paper, story, COPIES_EACH)
            twinned(paper, story, TWINS_EACH)
    return paper.lines


def main() -> int:
    """Write the stream to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seed", type=int)
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--recorded", type=int, default=0, help="so many articles of MARSAD_YARDSTICKS between them")
    options = parser.parse_args()
    for line in stream(options.seed, options.languages, options.recorded):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
