"""Learns site after site from pages that come one after the other, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.site_lines.knowledge import Knowledge
from scrapers.site_lines.lines import page_print
from scrapers.site_lines.policy import Verdict, judge
from scrapers.site_lines.site import site_of_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    Answer = Callable[[Mapping[str, Any]], dict[str, Any]]

_ARTICLE = "ok"


class Learner:
    """For the command line, where a stream of pages is read within one day."""

    def __init__(self) -> None:
        self._sites: dict[str, Knowledge] = {}

    def read(self, url: str, lines: Sequence[str]) -> Verdict:
        """Judge a page's body by the pages before it, and learn from it; without an address there is no site."""
        site = site_of_page(url)
        if not site:
            return Verdict(tuple(lines))
        known, page = self._sites.get(site, Knowledge()), page_print(url)
        verdict = judge(lines, page, known, day=0)
        self._sites[site] = known.having_seen(page, verdict.witness, day=0)
        return verdict


def learning(extract: Answer) -> Answer:
    """``scrapers.commands.extract_line``, each of whose lines teaches those after it what its site's furniture is."""
    learner = Learner()

    def answer(record: Mapping[str, Any]) -> dict[str, Any]:
        found = extract(record)
        if found.get("page_status", _ARTICLE) != _ARTICLE:
            return found
        return found | {"body": "\n".join(learner.read(found["url"], found["body"].split("\n")).kept)}

    return answer
