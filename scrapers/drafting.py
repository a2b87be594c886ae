"""An article as it is to be committed, of what its page and its feed say. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.nouns import ArticleDraft, BodySource
from scrapers.copies.text_hash import text_hash
from scrapers.headlines import with_headline, without_title
from scrapers.outlets import outlet_of
from scrapers.page_claims import origins_with
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from datetime import datetime

    from archive.nouns import Entry, Feed, FeedSpec
    from scrapers.parsing.results import ExtractedPage


def feed_html(entry: Entry) -> str:
    """What the feed had of the entry's text."""
    return max(entry.content, entry.summary, key=len)


def draft_of(
    entry: Entry, feed: Feed | FeedSpec, page: ExtractedPage, status: FetchStatus, now: datetime
) -> ArticleDraft:
    """The article of a page with this status: of the page's own text where that is ``ok``, else of the feed's."""
    from_page = status is FetchStatus.OK
    title = entry.title or page.title
    text = without_title(page.body if from_page else page.feed_text, title)
    body = with_headline(text, page.title, title) if from_page else text
    return ArticleDraft(
        url=entry.url,
        title=title,
        body=body,
        language=page.language or feed.language,
        author=page.author,
        published_at=entry.published_at or page.published,
        body_source=BodySource.PAGE if from_page else BodySource.FEED,
        page_status=status.value,
        text_hash=text_hash(
            text,
            title=title,
            url=page.canonical_url or entry.url,
            item_key=entry.item_key,
            outlet=outlet_of(entry.url, feed.url),
            published_at=entry.published_at,
        ),
        fetched_at=now,
        modified_at=page.modified,
        canonical_url=page.canonical_url,
        section=page.section,
        image_url=page.image_url,
        origins=origins_with(entry, page.origins),
        extractor=page.extractor if from_page else None,
        removed_lines=page.removed if from_page else (),
        warnings=page.warnings if from_page else (),
    )
