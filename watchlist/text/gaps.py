"""What may stand between two words of one name: «تنظيم “الدولة”» is a name, «دير، الزور» is not, unless listed so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from watchlist.text.characters import DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES
from watchlist.text.normal_form import normal_form
from watchlist.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def sign_in(gap: str) -> str:
    """What stands in a gap, without its spaces; nothing when it is too long, or parts paragraphs."""
    return "" if len(gap) > _LONGEST or gap.count("\n") > 1 else "".join(normal_form(gap).split())


def has_signs(name: str, signs: Sequence[str]) -> bool:
    """Whether these stand between the words of a name, in this order: ``AT&T`` has its ``&``, ``5+1`` its ``+``."""
    tokens = tokenise(name)
    own = (sign_in(name[end:start]) for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    return all(sign in own for sign in signs)
