"""A newsroom in few words: feeds that publish, workers that read, an outbox that sends."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from archive import commits, deliveries, entries, feeds
from archive.comparisons import UNCOMPARED
from archive.nouns import (
    Alert,
    AlertPlan,
    ArticleDraft,
    BodySource,
    Committed,
    Delivery,
    DeliveryPlan,
    Entry,
    EntryState,
    Feed,
    FeedSpec,
    Mention,
    NewEntry,
    Origin,
    Origins,
    PollRecord,
    Validators,
)
from archive.remembering import remember

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from archive.comparisons import Comparison
    from archive.database import Archive

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
LEASE_SECONDS = 60.0
MAIL = DeliveryPlan("amal", "email")
HOOK = DeliveryPlan("desk", "webhook")
SHELLING = "قصف مدفعي على بلدة هجين شرقي دير الزور"
MENTION = Mention("hajin", "place", "هجين", "هجين", "title", 18, 22, "hit", "deir-ez-zor")


def key(*parts: str) -> str:
    """A key as the feed reader makes them: 16 bytes in hexadecimal."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def item(guid: str, title: str = SHELLING, *, url: str | None = None, keyed_by: str = "guid") -> NewEntry:
    """An item as read from a feed; ``keyed_by`` is ``composite`` where the document repeats its guids."""
    url = url or f"https://enab.example/{guid}"
    composite = key(guid, url, title)
    return NewEntry(
        item_key=key(guid) if keyed_by == "guid" else composite,
        composite_key=composite,
        guid=guid,
        url=url,
        url_key=key(url),
        title=title,
        title_hash=key(title),
        summary="ملخص",
        content="<p>نص الخبر</p>",
        published_at=NOON - timedelta(minutes=5),
    )


def draft(text: str = "نص الخبر كاملا") -> ArticleDraft:
    """An article as extracted from its page."""
    return ArticleDraft(
        url="https://enab.example/a",
        title=SHELLING,
        body=text,
        language="ar",
        author="هيئة التحرير",
        published_at=NOON - timedelta(minutes=5),
        body_source=BodySource.PAGE,
        page_status="ok",
        text_hash=key(text),
        fetched_at=NOON,
        modified_at=NOON - timedelta(minutes=1),
        canonical_url="https://enab.example/a",
        section="سوريا",
        image_url="https://enab.example/a.jpg",
        origins=Origins(title=Origin.FEED, author=Origin.JSON_LD, published=Origin.GUESS),
        extractor="trafilatura-precision",
        removed_lines=("شارك", "اقرأ أيضا"),
        warnings=("short_text",),
    )


def poll(feed: Feed, at: datetime = NOON, *, ok: bool = True) -> PollRecord:
    """How a poll of the feed went."""
    status, failures = ("ok", 0) if ok else ("http_error", feed.failures + 1)
    return PollRecord(feed.id, at, status, at + timedelta(minutes=5), failures, ok)


def once(*to: DeliveryPlan, rule: str = "hajin") -> Callable[[Sequence[Alert]], list[AlertPlan]]:
    """The policy that alerts once for a copy group."""
    plan = AlertPlan(rule, 1, "high", frozenset({"hajin", "deir-ez-zor"}), to or (MAIL,))
    return lambda committed: [] if committed else [plan]


class World:
    """What happens around an archive; time stands still unless a test says otherwise."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.validators = Validators("etag-1", "Sun, 22 Nov 2026 12:00:00 GMT", "body-1", 1)

    def feed(self, url: str = "https://enab.example/feed") -> Feed:
        """The only feed that the configuration names."""
        return self.archive.write_now(feeds.sync_feeds, [FeedSpec(url, "عنب بلدي", "ar")], NOON)[0]

    def publishes(self, feed: Feed, *items: NewEntry, at: datetime = NOON, ok: bool = True) -> list[Entry]:
        """The feed is polled and shows these items; gives those that were new."""
        record = poll(feed, at, ok=ok)
        return self.archive.write_now(
            remember, feed, items, self.validators, guids_unreliable=False, judge=lambda _: record, now=at
        ).entries

    def claims(self, wanted: Iterable[Entry], by: str = "worker-1", at: datetime = NOON) -> list[Entry]:
        """A worker claims these entries; gives those it got."""
        ids = [entry.id for entry in wanted]
        return self.archive.write_now(entries.claim_entries, ids, by, at, LEASE_SECONDS)

    def claimed(self, *guids: str) -> list[Entry]:
        """Entries that were just published and claimed, one for each guid."""
        return self.claims(self.publishes(self.feed(), *(item(guid) for guid in guids)))

    def commits(
        self,
        entry: Entry,
        text: str = "نص الخبر كاملا",
        decide: commits.Decide | None = None,
        at: datetime = NOON,
        final_state: EntryState = EntryState.DONE,
        *,
        comparison: Comparison = UNCOMPARED,
    ) -> Committed | None:
        """The worker commits an article with this text for the entry."""
        return self.archive.write_now(
            commits.commit_article,
            entry,
            draft(text),
            [MENTION],
            decide or once(),
            at,
            final_state=final_state,
            comparison=comparison,
        )

    def alerts(self, *to: DeliveryPlan, guid: str = "1", at: datetime = NOON) -> Committed:
        """An entry is published, read and committed, and its alert goes to these."""
        published = self.publishes(self.feed(), item(guid), at=at)
        committed = self.commits(self.claims(published, at=at)[0], f"نص {guid}", once(*to), at)
        assert committed is not None
        return committed

    def sender_claims(self, by: str = "sender-1", at: datetime = NOON, limit: int = 100) -> list[Delivery]:
        """The outbox claims what is due."""
        return self.archive.write_now(deliveries.claim_deliveries, by, at, LEASE_SECONDS, limit)

    def entry_of(self, entry: Entry, **changes: object) -> Entry:
        """The entry as somebody with other knowledge holds it."""
        return replace(entry, **changes)  # type: ignore[arg-type]
