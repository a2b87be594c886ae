"""Decides which mentions of doubtful names are held back: those that the article does not confirm, or forbids.

What is confirmed confirms others in its turn. What is held back, or part of a longer sure name, confirms nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.evidence import Article, Key, Seen, Standing
from watchlist.mentions import EXCLUDED, HIT, NEEDS_CONTEXT, NEEDS_COUNT, NEEDS_PARENT, NEEDS_QUOTES
from watchlist.surroundings import has_cue_beside, in_quotes, within_words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from watchlist.finder import Found
    from watchlist.needs import Need
    from watchlist.phrases import Phrases

_LONGEST_CHAIN = 10


class Context:
    """What an article offers to confirm a doubtful name: its ``fields`` and all that was found in them."""

    def __init__(self, fields: Mapping[str, str], found: Mapping[str, Sequence[Found]], phrases: Phrases) -> None:
        seen = [Seen(field, each) for field, several in found.items() for each in several]
        self._held = _held_back(seen, Article(fields, phrases))

    def status(self, field: str, found: Found) -> str:
        """``hit``, or why this mention is held back."""
        return HIT if found.name.is_sure else self._held.get(Seen(field, found).key, HIT)


def _held_back(seen: Sequence[Seen], article: Article) -> dict[Key, str]:
    """Why each mention that is not confirmed is held back."""
    doubtful = [each for each in seen if not each.name.is_sure]
    excluded = {each.key: EXCLUDED for each in doubtful if _is_excluded(each, article)}
    credible = [each for each in seen if each.name.is_sure or each.key not in excluded]
    waiting = [each for each in doubtful if each.key not in excluded]
    held = _unconfirmed(waiting, credible, article) if waiting else {}
    if len(held) < len(waiting):
        # Once more, now that it is known which longer names count: what lies within them has confirmed nothing.
        held = _unconfirmed(waiting, credible, article, hides_nothing=held)
    return excluded | held


def _unconfirmed(
    waiting: Sequence[Seen], credible: Sequence[Seen], article: Article, hides_nothing: Collection[Key] | None = None
) -> dict[Key, str]:
    """Those that nothing confirms, from what is sure to what that confirms, and so on; with the reason."""
    held = {each.key: NEEDS_CONTEXT for each in waiting}
    for _ in range(_LONGEST_CHAIN):
        standing = Standing(credible, held, held if hides_nothing is None else hides_nothing)
        still = [each for each in waiting if each.key in held]
        held = {each.key: reason for each in still if (reason := _doubt(each, article, standing))}
        if len(held) == len(still):
            break
    return held


def _is_excluded(mention: Seen, article: Article) -> bool:
    conditions = mention.name.conditions
    return conditions is not None and article.any_touches(conditions.unless, mention.field, mention.stretch)


def _doubt(mention: Seen, article: Article, standing: Standing) -> str | None:
    """Why none of the ways to confirm the mention holds, as the first of them says; None when one does."""
    needs = mention.name.conditions.needs if mention.name.conditions else ()
    first: str | None = None
    for need in needs:
        unmet = unmet_part(need, mention, article, standing)
        if unmet is None:
            return None
        first = first or unmet
    return first


def unmet_part(need: Need, mention: Seen, article: Article, standing: Standing) -> str | None:
    """The status that names the first part of this need that does not hold."""
    if need.context and not (_has_cue(mention, article) or standing.any_beside(mention)):
        return NEEDS_CONTEXT
    if need.parents is not None and not standing.any_of(need.parents, mention):
        return NEEDS_PARENT
    if need.cues and not _cue_is_near(need, mention, article):
        return NEEDS_CONTEXT
    if need.names and not _name_is_near(need, mention, article, standing):
        return NEEDS_CONTEXT
    if need.quotes and not in_quotes(article.text(mention.field), article.tokens(mention.field), mention.stretch):
        return NEEDS_QUOTES
    return NEEDS_COUNT if need.count and standing.count(mention.name.name_id) < need.count else None


def _has_cue(mention: Seen, article: Article) -> bool:
    return has_cue_beside(article.text(mention.field), mention.name.kind, mention.stretch)


def _cue_is_near(need: Need, mention: Seen, article: Article) -> bool:
    if need.words is None:
        return bool(article.phrases(need.cues))
    area = within_words(article.tokens(mention.field), mention.stretch, need.words)
    return article.any_touches(need.cues, mention.field, area)


def _name_is_near(need: Need, mention: Seen, article: Article, standing: Standing) -> bool:
    if need.words is None:
        return standing.any_of(need.names, mention)
    area = within_words(article.tokens(mention.field), mention.stretch, need.words)
    return standing.near(need.names, mention, area)
