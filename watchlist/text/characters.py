"""Which character belongs where: scripts, marks within words, invisible marks. Ranges for ``re`` character classes."""

from __future__ import annotations

from enum import StrEnum


class Script(StrEnum):
    """What a token is written in; a token never mixes two."""

    ARABIC = "arabic"
    HEBREW = "hebrew"
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    LATIN = "latin"
    DIGITS = "digits"
    OTHER = "other"


TATWEEL = "\u0640"
SOFT_HYPHEN = "\u00ad"

# Zero-width spaces and joiners, bidi marks, embeddings and isolates, byte order mark.
INVISIBLE = "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"

# Arabic vowel signs and Quranic marks, Hebrew points, combining accents, variation selectors.
VOWEL_SIGNS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
)
HEBREW_POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
ACCENTS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"

# What may stand within a word without being a letter of it.
WORD_MARKS = TATWEEL + SOFT_HYPHEN + VOWEL_SIGNS + HEBREW_POINTS + ACCENTS
DROPPED = WORD_MARKS + INVISIBLE

LETTERS = {
    Script.ARABIC: (
        "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff"
        "\u0750-\u077f\u0870-\u0887\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
    ),
    Script.HEBREW: "\u05d0-\u05ea\u05ef-\u05f2\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f",
    Script.CYRILLIC: "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8a\ua640-\ua66e\ua680-\ua69d",
    Script.GREEK: "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1ffc",
    Script.LATIN: (
        "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f"
        "\ua722-\ua787\ua78b-\ua7ff\uab30-\uab5a\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a"
    ),
}
KNOWN_LETTERS = "".join(LETTERS.values())

DOUBLE_QUOTES = '"“”„‟«»″〝〞״'
SINGLE_QUOTES = "'‘’‚‛‹›`´ʹʻʼʽʾʿˈ′׳＇"
