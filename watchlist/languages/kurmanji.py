"""Kurmanji: case, linking and copula endings on a name (``Hindistanê``, ``Amerîkaya``), y or n after a vowel.

Endings are in normal form, where ê and e, î and i, û and u are one letter.
"""

from __future__ import annotations

import re

ENDINGS = re.compile(r"[yn]?(?:e|a|i|o|an|en|in|ek|eki|eke)|n?y[ae]n?")
