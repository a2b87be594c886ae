"""docs/faults.md names the test behind each promise; a promise without its test is only a wish."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
TABLE = (CHECKOUT / "docs" / "faults.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)))


def rows() -> list[str]:
    """The lines of the tables that stand for a fault."""
    return [line for line in TABLE.splitlines() if re.match(r"\| (?!fault \|)", line)]


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_named_test_exists(file: str, test: str) -> None:
    """A test that was renamed or removed takes its promise with it."""
    tree = ast.parse((CHECKOUT / file).read_text(encoding="utf-8"))
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert test in defined


def test_every_fault_names_a_test() -> None:
    """No fault is listed without proof."""
    assert len(rows()) >= 36
    assert [row for row in rows() if "::test_" not in row] == []
