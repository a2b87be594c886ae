"""What does not come out right yet, named in one place: not_yet.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from scrapers.extraction.page import extract_page
from tests.extraction_pages.comparing import difference, lines_of
from tests.extraction_pages.facts import fact_expected, fact_found
from tests.extraction_pages.pages import FOLDER, Page

if TYPE_CHECKING:
    from collections.abc import Iterable

NotYet = dict[str, list[str]]
_FILE = FOLDER / "not_yet.yaml"


def not_yet() -> NotYet:
    """Page to what of it is wrong: `body` or the name of a fact."""
    return yaml.safe_load(_FILE.read_text(encoding="utf-8")) or {}


def wrong_now(pages: Iterable[Page]) -> NotYet:
    """The same, as it is at this moment."""
    wrong = {page.name: _wrong_of(page) for page in pages}
    return {name: parts for name, parts in wrong.items() if parts}


def as_yaml(wrong: NotYet) -> str:
    """The list as it is written."""
    return "".join(f"{name}: [{', '.join(parts)}]\n" for name, parts in wrong.items())


def _wrong_of(page: Page) -> list[str]:
    found = extract_page(page.sent, page.url, page.content_type)
    body = ["body"] if difference(page.paragraphs, lines_of(found.body)) else []
    facts = [fact for fact, said in page.facts.items() if fact_found(found, fact, said) != fact_expected(fact, said)]
    return body + facts
