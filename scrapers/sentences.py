"""Where sentences end, in every script that Marsad reads."""

from __future__ import annotations

SENTENCE_ENDS = (".", "!", "?", "؟", "…", "。", "۔")
