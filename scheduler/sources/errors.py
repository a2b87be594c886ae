"""What keeps a command about sources from doing its work; the message says what is wrong, where, and what to do."""

from __future__ import annotations


class SourcesProblem(Exception):
    """The command ends here."""
