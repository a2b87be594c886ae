"""What each selector of a rule gives on one page, for whoever writes the rule."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SelectorTrial:
    """A selector by its key in feeds.yaml; ``found``: it gave what it is for. ``excerpt`` is the beginning of that."""

    key: str
    css: str
    found: bool
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """All selectors of a rule, in the order in which they are followed."""

    selectors: tuple[SelectorTrial, ...]


def trial_from_json(answer: bytes) -> RuleTrial:
    """The inverse of ``scrapers.parsing.results.to_json``."""
    return RuleTrial(tuple(SelectorTrial(**each) for each in json.loads(answer)["selectors"]))
