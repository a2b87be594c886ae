"""The names of the tasks; each has a queue of the same name."""

from __future__ import annotations

POLL, ENTRIES, WAKE = "poll", "entries", "wake"
