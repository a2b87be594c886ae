"""What is compared: an article's text with its outlet, known by its entry's number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.origins import Origin
from scrapers.copies.nouns import Text
from scrapers.outlets import outlet_of
from scrapers.reading.keys import names_a_page, url_hashes

if TYPE_CHECKING:
    from datetime import datetime

    from archive.elders import Elder
    from archive.nouns import Article, ArticleDraft, Entry, Feed


@dataclass(frozen=True, slots=True)
class Subject:
    """A text to be committed; ``at`` is when its article came, ``before`` the article whose text it exchanges.

    ``url_keys`` are those of a new article's addresses: its own, and the one that its page gives; ``text_hash`` is that
    of its text.
    """

    number: int
    text: Text
    at: datetime
    before: Article | None = None
    url_keys: tuple[str, ...] = ()
    text_hash: str = ""


def new_article(entry: Entry, feed: Feed, draft: ArticleDraft, now: datetime) -> Subject:
    """An entry's article that comes now."""
    return arriving(entry.id, feed.url, draft, now)


def arriving(number: int, feed_url: str, draft: ArticleDraft, now: datetime) -> Subject:
    """An article that comes now, by a feed at this address."""
    addresses = (draft.url, draft.canonical_url or "")
    keys = dict.fromkeys(key for each in addresses if names_a_page(each) for key in url_hashes(each))
    return Subject(number, comparable(draft, feed_url, now), now, None, tuple(keys), draft.text_hash)


def other_text(article: Article, feed: Feed, draft: ArticleDraft) -> Subject:
    """What takes the place of an article's text."""
    seen_at = article.committed_at
    return Subject(article.entry_id, comparable(draft, feed.url, seen_at), seen_at, article, (), draft.text_hash)


def text_of_elder(elder: Elder) -> Text:
    """A committed article as others are compared with it."""
    return comparable(elder.article, elder.feed_url, elder.article.committed_at)


def comparable(article: Article | ArticleDraft, feed_url: str, seen_at: datetime) -> Text:
    """An article with whose it is; a date that is a guess is none."""
    published_at = None if article.origins.published is Origin.GUESS else article.published_at
    canonical = article.canonical_url or ""
    return Text(
        article.url, outlet_of(article.url, feed_url), article.title, article.body, published_at, seen_at, canonical
    )
