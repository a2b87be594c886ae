"""All edits of one text by the name under which they are scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.duplicates.edits import cuts, layout, names, several, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bench.duplicates.desk import Desk
    from bench.duplicates.wire import Draft

TWO_WIRES = "two wires in one"

EDITS: Mapping[str, Callable[[Desk], Draft | None]] = {
    "captions": layout.captions,
    "names respelled": words.respelled,
    "names set otherwise": names.names_set_otherwise,
    "numbers in words": words.numbers_in_words,
    "thousands": words.thousands,
    "synonyms": words.synonyms,
    "live page": layout.live_page,
    "translated headline": layout.translated_headline,
    "cut in the middle": cuts.middle_cut,
    "reordered": cuts.reordered,
    "bullets": layout.bulleted,
    "boilerplate": layout.boilerplate,
    "read also": layout.links_between,
    "anchors": layout.anchors,
    "punctuation": layout.punctuation,
    "paragraph dropped": cuts.paragraph_dropped,
    "shortened": cuts.shortened,
    "one sentence corrected": cuts.corrected,
    "dateline and credit": layout.dateline,
    "several at once": several.several,
}
