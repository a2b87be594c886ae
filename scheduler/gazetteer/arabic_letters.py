"""Which of our languages a name in Arabic letters may be of, by the letters that only one of them has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SORANI = re.compile("[ڕڵۆێە]")
_PERSIAN = re.compile("[پچژگکی]")
_ARABIC = re.compile("[ةىيكإأؤئ]")
# Urdu, Pashto, Sindhi and Uyghur are none of ours.
_OTHERS = re.compile("[ٹڈڑںےہھۃټډړږښګڼۍېڄڃڇٺٽڦڻۇۈۋڭۉځڅڤۀ]")
_UYGHUR = re.compile("ە.*[يى]|[يى].*ە")


def arabic_letter_languages(name: str, home: Sequence[str], wanted: Collection[str]) -> tuple[str, ...]:
    """The language to list the name under; of letters that all share, the first wanted one of the place itself."""
    if _SORANI.search(name):
        return () if _UYGHUR.search(name) or _OTHERS.search(name) or "ckb" not in wanted else ("ckb",)
    if _OTHERS.search(name) or name.startswith("ئ"):
        return ()
    return tuple([code for code in _possible(name, home) if code in wanted][:1])


def _possible(name: str, home: Sequence[str]) -> list[str]:
    if _PERSIAN.search(name):
        return ["ckb", "fa"] if "ckb" in home and "fa" not in home else ["fa"]
    if _ARABIC.search(name):
        return ["ar"]
    shared = ["ar", "fa"]
    return sorted(shared, key=lambda code: home.index(code) if code in home else len(home))
