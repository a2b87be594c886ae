"""A text that takes an article's place is compared anew, and found by its new words from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive import articles
from archive.database import ArchiveUnavailable
from scheduler.copying.subject import other_text
from scrapers.copies.index import WINDOW
from tests.scheduler.copying.wires import HALF, OTHER, WIRE

if TYPE_CHECKING:
    from archive.nouns import Article
    from tests.scheduler.copying.wires import Wires

LONGER = f"{WIRE} {OTHER}"


async def kept(wires: Wires, body: str = WIRE) -> Article:
    """An article of this text."""
    committed = await wires.commits(wires.claimed("enab"), body)
    found = wires.archive.read_now(articles.get_article, committed.article_id)
    assert found is not None
    return found


async def test_edited_article_keeps_its_group(wires: Wires) -> None:
    """Its alert stands for copies of either text."""
    article = await kept(wires, HALF)
    again = await wires.exchanges(article, LONGER)
    assert again is not None
    assert (again.group_id, wires.count("alerts")) == (article.group_id, 1)
    for outlet, body in (("akhbar", f"{HALF} خاص"), ("wire", f"{OTHER} خاص")):
        assert (await wires.commits(wires.claimed(outlet), body)).alert_ids == ()


async def test_article_that_became_a_copy_moves(wires: Wires) -> None:
    """Its page is at last read, and is another outlet's wire."""
    first = await kept(wires)
    late = await wires.commits(wires.claimed("akhbar"), OTHER, "other")
    before = wires.archive.read_now(articles.get_article, late.article_id)
    assert before is not None
    again = await wires.exchanges(before, f"{WIRE} المصدر: وكالات.")
    assert again is not None
    assert (again.group_id, again.is_copy) == (first.group_id, True)


async def test_same_words_are_not_compared_again(wires: Wires) -> None:
    """Only what is known of it has changed."""
    article = await kept(wires)
    await wires.exchanges(article, WIRE)
    assert wires.counted("index") == 1


async def test_old_article_is_compared_with_itself_alone(wires: Wires) -> None:
    """It is in no index any more; edited, it stays in its group."""
    article = await kept(wires)
    wires.passes(WINDOW.total_seconds() + 60)
    again = await wires.exchanges(article, LONGER)
    assert again is not None
    assert (again.group_id, wires.counted("index")) == (article.group_id, 1)


async def test_text_that_was_not_exchanged_is_found_as_before(wires: Wires) -> None:
    """The archive could not be written to: the index goes back to what it says."""
    article = await kept(wires)

    async def fails(_comparison: object) -> None:
        raise ArchiveUnavailable("locked")

    feed, drafted = wires.exchanged(article, OTHER)
    with pytest.raises(ArchiveUnavailable):
        await wires.desk.commit(other_text(article, feed, drafted), fails)
    assert (await wires.commits(wires.claimed("akhbar"), HALF)).is_copy
    assert wires.counted("archive") == 0
