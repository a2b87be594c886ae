"""Pages that only their scripts fill come out filled, within limits, and a bad one costs no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.scrapers.rendering.desk import Desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SHELL = "<!doctype html><title>خبر</title><div id=root></div><script src=/app.js></script>"
APP = """
fetch('/api/1').then(answer => answer.json()).then(news => {
  const body = document.createElement('p');
  body.textContent = news.text;
  document.getElementById('root').append(body);
});
"""


@pytest_asyncio.fixture(loop_scope="session")
async def desk() -> AsyncIterator[Desk]:
    """A site and a browser."""
    async with Desk() as desk:
        yield desk


async def test_script_fills_the_page(desk: Desk) -> None:
    """The article is there only after a script has fetched it."""
    desk.gives("/app.js", APP)
    desk.gives("/api/1", '{"text": "هدوء حذر في هجين"}', "application/json")
    assert "<p>هدوء حذر في هجين</p>" in await desk.renders(SHELL)
