"""What is missing from the pages' bodies and what is there too much."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from scrapers.extraction.page import extract_page
from tests.extraction_pages.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines of the article that did not come out, and those that came out and are none of its own."""

    missing: tuple[str, ...]
    extra: tuple[str, ...]
    shown: str

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.missing or self.extra)


def difference(expected: Sequence[str], found: Sequence[str]) -> Difference:
    """Line by line in their order; ``shown`` has the lines that agree too, for they say where the others stand."""
    missing, extra, shown = list[str](), list[str](), list[str]()
    for kind, a, b, c, d in SequenceMatcher(None, expected, found, autojunk=False).get_opcodes():
        if kind == "equal":
            shown += [f"  {line}" for line in expected[a:b]]
            continue
        missing += expected[a:b]
        extra += found[c:d]
        shown += [f"- {_told_apart(line)}" for line in expected[a:b]] + [
            f"+ {_told_apart(line)}" for line in found[c:d]
        ]
    return Difference(tuple(missing), tuple(extra), "\n".join(shown))


def lines_of(text: str) -> list[str]:
    """The lines with something in them, their white space as one space; joiners stay."""
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def body_difference(page: Page) -> Difference:
    """What the extractor makes of the page against what it should."""
    return difference(page.paragraphs, lines_of(extract_page(page.sent, page.url, page.content_type).body))


def table(pages: Iterable[Page], *, lines: bool = False) -> str:
    """A row a site: pages, pages that come out exactly, their lines, missing lines, extra lines."""
    sites = defaultdict[str, list[Page]](list)
    for page in pages:
        sites[page.site].append(page)
    rows, details = [f"{'site':24}{'pages':>7}{'exact':>7}{'lines':>7}{'missing':>9}{'extra':>7}"], list[str]()
    for site, of_site in sites.items():
        found = {page.name: body_difference(page) for page in of_site}
        rows.append(_row(site, [len(page.paragraphs) for page in of_site], list(found.values())))
        details += [f"\n{name}\n{one.shown}" for name, one in found.items() if one]
    return "\n".join(rows + (details if lines else []))


def _row(site: str, lengths: list[int], found: list[Difference]) -> str:
    missing, extra = sum(len(one.missing) for one in found), sum(len(one.extra) for one in found)
    return f"{site:24}{len(found):7}{sum(not one for one in found):7}{sum(lengths):7}{missing:9}{extra:7}"


def _told_apart(line: str) -> str:
    """A line whose invisible letters can be seen."""
    return line.replace("\u200c", "<ZWNJ>").replace("\u0640", "<TATWEEL>")
