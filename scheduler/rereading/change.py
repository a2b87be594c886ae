"""What an article becomes when its page is read again. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from archive.columns import holdable
from archive.nouns import ArticleDraft, BodySource
from scrapers.parsing.results import PageVerdict
from scrapers.statuses import of_verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.nouns import Article
    from archive.nouns import Mention as Kept
    from archive.rereading import StoredPage
    from watchlist.mentions import Mention as Found

_TEXT = frozenset({"title", "body"})
# What a page itself shows.
_SEEN = frozenset(of_verdict(verdict).value for verdict in PageVerdict)


@dataclass(frozen=True, slots=True)
class Change:
    """An article, what it becomes, and the names of the parts in which that differs."""

    article: Article
    draft: ArticleDraft
    parts: tuple[str, ...]

    @property
    def is_of_text(self) -> bool:
        """Whether title or body differ, not only what is known of them."""
        return not _TEXT.isdisjoint(self.parts)

    @property
    def gone(self) -> tuple[str, ...]:
        """The lines of title and body that go."""
        return tuple((_lines(self.article) - _lines(self.draft)).elements())

    @property
    def came(self) -> tuple[str, ...]:
        """The lines of title and body that come."""
        return tuple((_lines(self.draft) - _lines(self.article)).elements())


def change_of(article: Article, draft: ArticleDraft) -> Change | None:
    """What differs between an archived article and what its page gives today; None when nothing does."""
    held = as_held(draft)
    parts = tuple(
        field.name for field in fields(ArticleDraft) if getattr(article, field.name) != getattr(held, field.name)
    )
    return Change(article, held, parts) if parts else None


def as_held(draft: ArticleDraft) -> ArticleDraft:
    """The draft as it would come back from the archive."""
    said = {field.name: getattr(draft, field.name) for field in fields(ArticleDraft)}
    held: dict[str, Any] = {name: holdable(text) for name, text in said.items() if type(text) is str}
    held |= {name: tuple(map(holdable, lines)) for name, lines in said.items() if isinstance(lines, tuple)}
    return replace(draft, **held)


def gained_and_lost(before: Iterable[Kept], after: Iterable[Found]) -> tuple[int, int]:
    """How many mentions come and go, wherever in the text they stand."""
    old = Counter((each.name_id, each.field, each.surface) for each in before)
    new = Counter((each.name_id, each.field, each.surface) for each in after)
    return (new - old).total(), (old - new).total()


def is_lost(draft: ArticleDraft, article: Article) -> bool:
    """Whether the page's text would give way to the feed's."""
    return article.body_source is BodySource.PAGE and draft.body_source is BodySource.FEED


def known_better(draft: ArticleDraft, article: Article) -> ArticleDraft:
    """The draft; of a page that is no article, with the reason that only asking for it could tell."""
    is_told_elsewhere = draft.body_source is article.body_source is BodySource.FEED and article.page_status not in _SEEN
    return replace(draft, page_status=article.page_status) if is_told_elsewhere else draft


def furniture_of(stored: StoredPage) -> tuple[str, ...]:
    """The lines that went by the site's knowledge; of a page that was kept before these were, all that went."""
    furniture = stored.page.furniture
    return stored.article.removed_lines if furniture is None else furniture


def _lines(article: Article | ArticleDraft) -> Counter[str]:
    return Counter(line for line in (article.title, *article.body.split("\n")) if line)
