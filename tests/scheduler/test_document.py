"""The parts of a configuration file know their lines."""

from __future__ import annotations

from scheduler.configuration.parsing import parse_document


def test_lines_of_keys_and_items() -> None:
    """A mistake is shown where it stands."""
    document = parse_document("places:\n  - id: hajin\n    names:\n      ar: [هجين]\n".encode())
    assert document.values["places"][0]["names"]["ar"] == ["هجين"]
    assert document.line(("places", 0, "names", "ar")) == 4
    assert document.line(("places", 0, "nonsense")) == 2
