"""Answers made to exhaust the service; ``make test-bombs`` runs these alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from tests.bombs.field import Field

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def field(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Field]:
    """The two publishers, and the watch between them."""
    async with Field(tmp_path_factory.mktemp("field")) as field:
        yield field
