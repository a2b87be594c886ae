"""An article as the watchlist reads it: its own words, and what rules may ask about its feed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.sites import host_of
from watchlist.mentions import Text

if TYPE_CHECKING:
    from archive.nouns import Article, ArticleDraft, Feed


def text_of(article: Article | ArticleDraft, feed: Feed | None) -> Text:
    """The text of an article of this feed; None is a feed that is not known."""
    if feed is None:
        return Text(article.title, article.body, article.language)
    sources = source_names(feed.url, feed.name)
    return Text(article.title, article.body, article.language or feed.language, sources, feed.tags)


def source_names(feed_url: str, feed_name: str) -> tuple[str, ...]:
    """What ``source:`` may call a feed by: its host, as it is written and as machines write it, and its name."""
    written = urlsplit(feed_url).hostname
    return tuple(dict.fromkeys(name for name in (written, host_of(feed_url), feed_name) if name))
