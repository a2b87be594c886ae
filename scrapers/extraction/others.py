"""Blocks amid an article's text that belong to a picture or to another article: captions, links, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.extraction.captions import is_under_picture
from scrapers.sentences import SENTENCE_ENDS

if TYPE_CHECKING:
    from scrapers.extraction.blocks import Block
    from scrapers.extraction.cards import Cards

_SENTENCE_WORDS = 12
_LONGEST_LINK_WORDS = 30
_LONGEST_UNDER_PICTURE_WORDS = 20
_ALL_LINKED = 0.9
_LIST_LINKED = 0.6


def is_other(block: Block, cards: Cards) -> bool:
    """Whether it belongs to a picture or to another article."""
    return block.is_caption or _is_link(block) or _is_under_picture(block) or cards.hold(block.element)


def _is_under_picture(block: Block) -> bool:
    """Whether it is a caption by its place and looks alone; a standfirst below a picture is a sentence."""
    is_short = len(block.words) <= _LONGEST_UNDER_PICTURE_WORDS and not block.text.endswith(SENTENCE_ENDS)
    return is_short and is_under_picture(block.element)


def _is_link(block: Block) -> bool:
    """Whether it only leads elsewhere; a list's item often has a word before its link, and a sentence may be linked."""
    if block.element.tag == "li":
        return len(block.words) <= _LONGEST_LINK_WORDS and block.link_share > _LIST_LINKED
    is_sentence = len(block.words) > _SENTENCE_WORDS and block.text.endswith(SENTENCE_ENDS)
    return len(block.words) <= _LONGEST_LINK_WORDS and block.link_share > _ALL_LINKED and not is_sentence
