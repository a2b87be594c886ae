"""Making a finder leaves the process as it was."""

from __future__ import annotations

import gc

import pytest

from watchlist.finder import Finder
from watchlist.names import watched_name


@pytest.mark.parametrize("collects", [True, False])
def test_garbage_collection_stays_as_it_was(*, collects: bool) -> None:
    """Whoever loads a long list has switched it off, and there is more to come."""
    before = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        Finder([watched_name("hajin", "place", "هجين", language="ar")])
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()
