"""A page's metadata: what is said where, then what of it is believed."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from archive.origins import Origin, Origins
from scrapers.extraction.metadata.addresses import choose_canonical, choose_image
from scrapers.extraction.metadata.bylines import choose_author
from scrapers.extraction.metadata.guessing import guess_published
from scrapers.extraction.metadata.headings import find_heading
from scrapers.extraction.metadata.instants import choose_modified, choose_published
from scrapers.extraction.metadata.json_ld import read_json_ld
from scrapers.extraction.metadata.meta_elements import read_meta_elements
from scrapers.extraction.metadata.page_traces import Traces
from scrapers.extraction.metadata.record import Metadata, Said
from scrapers.extraction.metadata.sections import seen_sections
from scrapers.extraction.metadata.site_names import site_names
from scrapers.extraction.metadata.titles import choose_title, pieces
from scrapers.extraction.metadata.tree_text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml.html import HtmlElement


_TITLES = ("og:title", "twitter:title", "parsely:title", "dc:title", "dcterms:title", "headline")
_PUBLISHED = (
    "article:published:time", "og:article:published:time", "article:published", "datepublished", "parsely:pub:date",
    "pubdate", "publishdate", "publish:date", "publication:date", "publishtime", "dc:date:issued", "dcterms:issued",
    "dcterms:created", "dc:date:created", "cxenseparse:recs:publishtime", "sailthru:date", "dc:date", "dcterms:date",
    "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified:time", "og:updated:time", "og:article:modified:time", "datemodified", "dcterms:modified",
    "dc:date:modified", "last:modified", "lastmod",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "parsely:author", "dc:creator", "dcterms:creator", "sailthru:author", "byl")
_SECTIONS = ("article:section", "og:article:section", "parsely:section")
_IMAGES = ("og:image:secure:url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_SUMMARIES = ("og:description", "description", "twitter:description")
_LONGEST_SECTION = 100
_MOST_SITES = 2


def read_metadata(tree: HtmlElement, url: str, now: datetime, *, guess: bool) -> Metadata:
    """The article's metadata; ``guess``: where the page gives no date, the day that it seems to be of.

    What is said to machines comes first, for it names the article and not the site, then what readers see.
    """
    return _Page(tree, url, now).metadata(guess=guess)


class _Page:
    """One page while its metadata is read."""

    def __init__(self, tree: HtmlElement, url: str, now: datetime) -> None:
        self._tree, self._url, self._now = tree, url, now
        self._linked = read_json_ld(tree, url)
        self._metas = read_meta_elements(tree)
        self._names = site_names(self._metas, self._linked.sites, url)
        self._window_title = text_of(next(tree.iter("title"), None))
        self._titles = list(self._said(self._linked.text("headline", "name"), _TITLES))
        titles = [*(each.value for each in self._titles), *pieces(self._window_title)]
        self._heading = find_heading(tree, titles)
        self._traces = Traces(tree, self._heading, english=_root(tree).get("lang", "").lower().startswith("en"))

    def metadata(self, *, guess: bool) -> Metadata:
        title = self._title()
        author = choose_author(self._authors(), self._names)
        published = self._published(guess=guess)
        modified = choose_modified(self._modified(published), published, self._now)
        canonical = choose_canonical(self._canonicals(), self._url)
        section = next(self._sections(), None)
        image = choose_image(self._images(), self._url)
        return Metadata(
            title=title.value if title else "",
            author=author.value if author else None,
            published=published.value if published else None,
            modified=modified.value if modified else None,
            canonical_url=canonical.value if canonical else None,
            section=section.value[:_LONGEST_SECTION] if section else None,
            image_url=image.value if image else None,
            summaries=tuple(said.value for said in self._summaries()),
            article_body=self._linked.text("articleBody"),
            site=" ".join(filter(None, (self._metas.get("og:site:name"), *self._linked.sites[:_MOST_SITES]))),
            origins=Origins(
                *(
                    each.origin if each else None
                    for each in (title, author, published, modified, canonical, section, image)
                )
            ),
        )

    def _title(self) -> Said[str] | None:
        return choose_title(self._titles, text_of(self._heading), self._window_title, self._names)

    def _authors(self) -> Iterator[Said[list[str]]]:
        yield Said(self._linked.people(), Origin.JSON_LD)
        yield from (Said([self._metas[name]], Origin.META) for name in _AUTHORS if name in self._metas)
        yield from (Said(names, Origin.PAGE) for names in self._traces.writers())

    def _published(self, *, guess: bool) -> Said[datetime] | None:
        said = self._said(self._linked.text("datePublished"), _PUBLISHED)
        seen = (Said(date, Origin.PAGE) for date in self._traces.published())
        found = choose_published(chain(said, seen), self._now)
        if found is None and guess:
            day = guess_published(self._tree, self._url, self._traces.issue_days(), self._now)
            return Said(day, Origin.GUESS) if day else None
        return found

    def _modified(self, published: Said[datetime] | None) -> Iterator[Said[str]]:
        """What readers see is looked at only where the page was searched for a date already."""
        yield from self._said(self._linked.text("dateModified"), _MODIFIED)
        if published is not None and published.origin is Origin.PAGE:
            yield from (Said(date, Origin.PAGE) for date in self._traces.modified())

    def _canonicals(self) -> Iterator[Said[str]]:
        yield from (Said(self._metas[name], Origin.META) for name in ("canonical", "og:url") if name in self._metas)
        yield from (Said(url, Origin.JSON_LD) for url in self._linked.addresses())

    def _images(self) -> Iterator[Said[str]]:
        yield from (Said(url, Origin.JSON_LD) for url in self._linked.images())
        yield from (Said(self._metas[name], Origin.META) for name in _IMAGES if name in self._metas)

    def _sections(self) -> Iterator[Said[str]]:
        yield from self._said(self._linked.text("articleSection"), _SECTIONS)
        yield from (Said(text, Origin.PAGE) for text in seen_sections(self._tree, self._heading))

    def _summaries(self) -> Iterator[Said[str]]:
        return self._said(self._linked.text("description"), _SUMMARIES)

    def _said(self, linked: str, metas: Iterable[str]) -> Iterator[Said[str]]:
        """What the linked data says, if anything, then the meta elements of these names."""
        if linked:
            yield Said(linked, Origin.JSON_LD)
        yield from (Said(self._metas[name], Origin.META) for name in metas if name in self._metas)


def _root(tree: HtmlElement) -> HtmlElement:
    root: HtmlElement = tree.getroottree().getroot()
    return root
