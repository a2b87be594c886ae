"""What can wait gives way to news of its host, but not for ever."""

from __future__ import annotations

import asyncio

import pytest

from scheduler.behind_news import BehindNews

pytestmark = pytest.mark.asyncio(loop_scope="session")
HOST = "news.example"


async def rests(_host: str) -> None:
    """The host wants no pause."""


async def test_news_goes_first() -> None:
    """As long as entries of its host wait."""
    asked, may_go = list[str](), 5

    def has_news(host: str) -> bool:
        asked.append(host)
        return len(asked) < may_go

    await asyncio.wait_for(BehindNews(rests, has_news, step_seconds=0.01)(HOST), 5)
    assert asked == [HOST] * may_go


async def test_nothing_waits_for_ever() -> None:
    """A host that has news all day may have edits too."""
    await asyncio.wait_for(BehindNews(rests, lambda _: True, longest_seconds=0.05, step_seconds=0.01)(HOST), 5)
