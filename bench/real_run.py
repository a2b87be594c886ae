"""Real pages through the running service: what it archives, finds and sends must agree with its own stages.

    python -m bench.real_run [--keep FOLDER]

The recorded pages of the yardsticks (MARSAD_YARDSTICKS, default ../shared/bench) are served by loopback hosts as RSS
feeds, one item a page. Then: every page is archived with a body; its mentions are exactly those that `marsad match`
finds in the archived text; each copy group alerts once a name and channel; nothing is lost or doubled.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.harness.kept import MENTION_FIELDS, KeptArticle, kept_articles, open_work
from bench.harness.ledger import CHANNELS
from bench.harness.recorded import recorded_pages, yardsticks
from bench.harness.rig import Rig
from bench.harness.tree import usage
from bench.harness.valkey import Redises
from bench.harness.workplace import run, workplace

if TYPE_CHECKING:
    from rich.progress import Progress

    from bench.harness.ledger import Acceptance
    from bench.harness.recorded import RecordedPage

WATCHLIST = Path(__file__).with_name("real_run_watchlist.yaml")
LONGEST_SECONDS = 900.0
SETTLE_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Findings:
    """What came of the run; ``from_feed`` tells for how many pages the feed's own text had to stand in."""

    pages: int
    archived: int
    without_body: int
    from_feed: int
    copies: int
    mentions: int
    mentions_wrong: int
    alerts_expected: int
    alerts_delivered: int
    lost: int
    doubled: int
    unexpected: int

    @property
    def hold(self) -> bool:
        """Whether everything agreed."""
        wrong = (self.without_body, self.mentions_wrong, self.lost, self.doubled, self.unexpected)
        return self.pages == self.archived and not any(wrong)


async def serve_and_watch(
    folder: Path, pages: dict[str, list[RecordedPage]], progress: Progress
) -> tuple[Findings, float, float]:
    """The findings, the CPU seconds of the whole service until it was done, and those of them for its start."""
    count = sum(len(of_site) for of_site in pages.values())
    async with Rig(folder, len(pages), watchlist=WATCHLIST.read_text(encoding="utf-8")) as rig:
        for site, of_site in zip(rig.newsroom.sites, pages.values(), strict=True):
            site.publish(*of_site)
        await rig.service.start()
        await rig.ready()
        redises = Redises(rig.service.data)
        await redises.learn()
        start_seconds = usage(rig.service.pid, redises.pid).cpu_seconds
        await _wait(rig, count, progress)
        cpu_seconds = usage(rig.service.pid, redises.pid).cpu_seconds
        await asyncio.sleep(SETTLE_SECONDS)
        return judge(count, kept_articles(rig.service.archive), rig.ledger.acceptances), cpu_seconds, start_seconds


async def _wait(rig: Rig, count: int, progress: Progress) -> None:
    task, end = progress.add_task("pages archived", total=count), time.monotonic() + LONGEST_SECONDS
    archived, waiting = 0, 1
    while (archived < count or waiting) and time.monotonic() < end and rig.service.running:
        await asyncio.sleep(0.5)
        archived, waiting = open_work(rig.service.archive)
        progress.update(task, completed=archived)


def judge(count: int, articles: list[KeptArticle], acceptances: list[Acceptance]) -> Findings:
    """Compare the archive with `marsad match` on its texts, and the sinks with the archive."""
    groups = {article.path: article.group for article in articles}
    expected = {(channel, a.group, name) for channel in CHANNELS for a in articles for name in a.names}
    delivered = Counter((one.channel, groups.get(one.wanted[0], 0), one.wanted[1]) for one in acceptances)
    matched = match_again(articles)
    return Findings(
        pages=count,
        archived=len(articles),
        without_body=sum(not article.body.strip() for article in articles),
        from_feed=sum(article.body_source == "feed" for article in articles),
        copies=len(articles) - len(set(groups.values())),
        mentions=sum(len(article.mentions) for article in articles),
        mentions_wrong=sum(a.mentions != found for a, found in zip(articles, matched, strict=True)),
        alerts_expected=len(expected),
        alerts_delivered=len(delivered),
        lost=len(expected - delivered.keys()),
        doubled=sum(delivered.values()) - len(delivered),
        unexpected=len(delivered.keys() - expected),
    )


def match_again(articles: list[KeptArticle]) -> list[frozenset[tuple[object, ...]]]:
    """What `marsad match` finds in the archived texts."""
    records = [
        {"id": number, "lang": article.language, "title": article.title, "text": article.body}
        for number, article in enumerate(articles)
    ]
    command = [sys.executable, "-m", "scheduler", "match", "--watchlist", str(WATCHLIST), "--jsonl"]
    stdin = "".join(json.dumps(record) + "\n" for record in records)
    run = subprocess.run(command, input=stdin.encode(), stdout=subprocess.PIPE, check=True)
    lines = map(json.loads, run.stdout.decode().rstrip("\n").split("\n"))
    return [frozenset(tuple(m[field] for field in MENTION_FIELDS) for m in line["mentions"]) for line in lines]


def main() -> int:
    """The exit code: 0 when everything agreed, or when there are no recorded pages to run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="folder to leave data and logs in")
    options = parser.parse_args()
    source = yardsticks()
    if source is None:
        print("skipped: no recorded pages here; set MARSAD_YARDSTICKS to the folder that holds extraction/*.jsonl.gz")
        return 0
    with workplace(options.keep) as (folder, progress):
        findings, cpu_seconds, start_seconds = run(serve_and_watch(folder, recorded_pages(source), progress))
    rates = {
        "pages_per_cpu_second": round(findings.archived / cpu_seconds, 1),
        "pages_per_cpu_second_without_start": round(findings.archived / max(cpu_seconds - start_seconds, 1e-9), 1),
    }
    for name, value in (asdict(findings) | rates).items():
        print(f"{name.replace('_', ' '):36} {value}")
    print(json.dumps(asdict(findings) | rates))
    return 0 if findings.hold else 1


if __name__ == "__main__":
    sys.exit(main())
