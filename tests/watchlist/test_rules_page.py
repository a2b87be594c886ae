"""The page about rules says what is so: its examples are rules, and every operator of the grammar has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from watchlist.places import PlaceTree
from watchlist.rules.parser import Scope, parse_rule
from watchlist.settings import WatchlistSettings

PAGE = Path("docs/rules.md").read_text(encoding="utf-8")
EXAMPLE = WatchlistSettings.model_validate(
    yaml.safe_load(Path("config/watchlist.example.yaml").read_text(encoding="utf-8"))
)
SCOPE = Scope({entity.id for entity in (*EXAMPLE.places, *EXAMPLE.actors)}, PlaceTree(EXAMPLE.places))
ROWS = re.findall(r"^\|.*\| `([^`]+)` \|$", PAGE, re.MULTILINE)
RULES = [*ROWS, *re.findall(r"^```rule\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)]


@pytest.mark.parametrize("rule", RULES)
def test_example_is_a_rule(rule: str) -> None:
    """Who copies it into the example's list gets no error."""
    parse_rule(rule, SCOPE)


@pytest.mark.parametrize(
    "operator",
    ["AND", "OR", "NOT", "NEAR/", "ONEAR/", "title:", "lead:", "under:", "within:", "lang:", "source:", "tag:",
     "atleast/", "*", '"'],
)  # fmt: skip
def test_every_operator_has_an_example(operator: str) -> None:
    """None is left to be guessed."""
    assert any(operator in rule for rule in ROWS)
