"""One wrong link must not spread: a copy of a copy is held to what the group was told of. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.copies.deciding import COPIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapers.copies.nouns import Verdict


def held_to(verdict: Verdict, told: Iterable[Verdict]) -> Verdict:
    """The verdict that stands, given those on the articles of which the elder's group was told.

    If the text tells other facts than one of those, it does not join: an alert of other news would silence it.
    """
    if verdict.relation not in COPIES:
        return verdict
    return next((each for each in told if each.relation not in COPIES), verdict)
