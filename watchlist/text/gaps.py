"""What may stand between two words of one name: «تنظيم “الدولة”» is a name, «دير، الزور» is not."""

from __future__ import annotations

import re

from watchlist.text.characters import DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES

# A line break counts once, a lone full stop joins initials, everything else that ends a thought ends the name.
_GAP = re.compile(
    rf"(?!.*\n.*\n)(?:\.|(?:\r\n|[ \t\u00a0\u1680\u2000-\u200a\u202f\u3000\n/_\-\u2010-\u2015\u05be"
    rf"{INVISIBLE}{DOUBLE_QUOTES}{SINGLE_QUOTES}]){{0,4}})",
    re.DOTALL,
)

_LONGEST = 8


def may_stand_in_a_name(gap: str, after: str = "") -> bool:
    """Whether a name may go on after this gap; after an initial (``U.S. Army``) a full stop and a space may part it."""
    return gap == " " or (len(gap) <= _LONGEST and _GAP.fullmatch(gap) is not None) or (gap == ". " and len(after) == 1)
