"""Why a document was read by its charset: for a person who wonders."""

from __future__ import annotations

from scrapers.charset import Decoded, Ground

_WORDS = {
    Ground.MARK: "it begins with the byte order mark of this charset",
    Ground.BYTES: "its bytes show it",
    Ground.SOUND_UTF8: "its bytes are sound UTF-8",
    Ground.BROKEN_UTF8: "its bytes are UTF-8 with some that are broken",
    Ground.DECLARED: "it declares so, and its bytes do not speak against it",
}


def reason_of(read: Decoded, said: str | None) -> str:
    """A clause that says why it was taken, where the document declares ``said``."""
    words = _WORDS[read.ground]
    if read.ground in (Ground.MARK, Ground.DECLARED) or said == read.charset:
        return words
    if said is None:
        return words if read.ground is Ground.SOUND_UTF8 else f"{words}, and it declares none"
    return f"{words}, though it declares {said}"
