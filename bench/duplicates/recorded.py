"""Recorded news of the yardsticks as wires, so that edits and twins are tried on real prose too; never kept here.

Its numbers and well-known places become slots. Where the yardsticks are not here, there is none.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bench.duplicates.newsroom import newsroom
from bench.duplicates.wire import Amount, Fact, Wire

if TYPE_CHECKING:
    import random

Article = dict[str, str]
LEAST_WORDS, MOST_SHARED = 60, 0.1
_PLACES = (
    "القاهرة|الإسكندرية|بيروت|دمشق|بغداد|طهران|أنقرة|الرياض|الدوحة|دبي|الكويت|عمان|القدس|غزة|الخرطوم|الرباط|الجزائر|"
    "طرابلس|بنغازي|تونس|صفاقس|سوسة|القيروان|بنزرت|باريس|لندن|برلين|موسكو|واشنطن|نيويورك|بروكسل|روما|مدريد"
)
_MONTHS = (
    "جانفي|فيفري|مارس|أفريل|افريل|ماي|مايو|جوان|يونيو|جويلية|يوليو|أوت|اوت|أغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر|"
    "يناير|فبراير|أبريل"
)
_NUMBER = re.compile(
    rf"(?<![\w.,:/%-])(?!(?:19|20)\d\d\b)([1-9]\d{{0,5}})(?![\w:/%-]|[.,]\d| *(?:و ?\d+ *)?(?:{_MONTHS}))"
)
_PLACE = re.compile(rf"(?<!\w)([وف]?[بلك]?)({_PLACES})(?!\w)")
_SENTENCE = re.compile(r"(?<=[.!؟?])\s+")


def recorded(chance: random.Random, count: int) -> list[Article]:
    """So many articles, none of which repeats another."""
    chosen: list[tuple[Article, set[tuple[str, ...]]]] = []
    for article in chance.sample(_archive(), len(_archive())):
        triples = _triples(article["text"])
        if len(chosen) < count and all(len(triples & known) < MOST_SHARED * len(triples) for _, known in chosen):
            chosen.append((article, triples))
    return [article for article, _ in chosen]


def wire_of(article: Article) -> Wire:
    """Its text with slots for numbers and places."""
    facts: dict[str, Fact] = {}
    slots: dict[str, str] = {}

    def slot(bank: str, text: str, fact: Fact) -> str:
        if text not in slots:
            slots[text] = f"{bank}{len(slots) or ''}"
            facts[slots[text]] = fact
        return f"{{{slots[text]}}}"

    def filled(text: str) -> str:
        placed = _PLACE.sub(lambda found: found[1] + slot("city", found[2], (found[2],)), text)
        return _NUMBER.sub(lambda found: slot("number", found[1], Amount(int(found[1]))), placed)

    parts = [tuple(_SENTENCE.split(part.strip())) for part in article["text"].splitlines() if part.strip()]
    paragraphs = tuple(tuple(map(filled, part)) for part in parts)
    titles = (filled(article["title"]), " ".join(paragraphs[0][0].split()[:9]))
    return Wire("ar", "recorded", titles, "News in brief", paragraphs, facts, newsroom("ar").nouns)


@cache
def _archive() -> list[Article]:
    path = Path(os.environ.get("MARSAD_YARDSTICKS", "../shared/bench")) / "duplicates" / "ant.jsonl.gz"
    if not path.is_file():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        known = [json.loads(line) for line in lines]
    return [
        one
        for one in known
        if len(one["text"].split()) >= LEAST_WORDS and not re.search(r"[{}<>|]", one["text"] + one["title"])
    ]


def _triples(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return set(zip(words, words[1:], words[2:], strict=False))
