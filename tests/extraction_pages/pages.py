"""The pages of this folder with what is to come out of each; how they are written stands in README.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
_GATE = "gate"


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its article; ``facts`` are those that it states itself, the title among them."""

    site: str
    name: str
    url: str
    content_type: str
    html: str
    sent_as: str
    paragraphs: tuple[str, ...]
    facts: dict[str, str | None]

    @property
    def sent(self) -> bytes:
        """What the server sends."""
        return self.html.encode(self.sent_as)


@dataclass(frozen=True, slots=True)
class GatePage:
    """A page that stands where an article should be: its name, and what the feed said."""

    expected: str
    url: str
    content_type: str
    sent: bytes
    feed_title: str
    feed_summary: str


def article_pages() -> list[Page]:
    """All pages with an article, a site's pages one after the other."""
    return [_page(path) for path in sorted(FOLDER.glob("*/*.html")) if path.parent.name != _GATE]


def gate_pages() -> list[GatePage]:
    """All pages that are no article."""
    return [_gate_page(path) for path in sorted((FOLDER / _GATE).glob("*.html"))]


def _page(path: Path) -> Page:
    facts = _yaml(path)
    title, blank, *paragraphs = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert not blank, path
    return Page(
        site=path.parent.name,
        name=f"{path.parent.name}/{path.stem}",
        url=facts.pop("url"),
        content_type=facts.pop("content_type"),
        html=path.read_text(encoding="utf-8"),
        sent_as=facts.pop("sent_as", "utf-8"),
        paragraphs=tuple(paragraphs),
        facts={"title": title, **facts},
    )


def _gate_page(path: Path) -> GatePage:
    facts = _yaml(path)
    return GatePage(
        expected=facts["expected"],
        url=facts["url"],
        content_type=facts["content_type"],
        sent=path.read_bytes(),
        feed_title=facts["feed_title"],
        feed_summary=facts["feed_summary"],
    )


def _yaml(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8")))
