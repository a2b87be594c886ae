"""Edits that a CMS makes: captions, links, furniture, bullets, live pages, datelines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.duplicates.desk import dateline_of
from bench.duplicates.edits.shaping import between, each_sentence, sentences

if TYPE_CHECKING:
    from bench.duplicates.desk import Desk
    from bench.duplicates.wire import Draft


def captions(desk: Desk) -> Draft:
    """Photo captions mixed in between paragraphs."""
    draft = desk.draft()
    return replace(
        draft, paragraphs=between(draft.paragraphs, desk.some("captions", desk.chance.randint(2, 4)), desk.chance)
    )


def bulleted(desk: Desk) -> Draft:
    """Each sentence a paragraph of its own with a bullet."""
    draft, bullet = desk.draft(), desk.chance.choice(("• ", "- ", "▪ ", "* "))
    return replace(draft, paragraphs=tuple((bullet + one,) for one in sentences(draft)))


def boilerplate(desk: Desk) -> Draft:
    """Cookie text and sharing links before, more links after."""
    draft = desk.draft()
    lines = [(line,) for line in desk.some("furniture", 9)]
    return replace(draft, paragraphs=(*lines[:5], *draft.paragraphs, *lines[5:]))


def links_between(desk: Desk) -> Draft:
    """Headlines of other news, each behind "read also", between the paragraphs."""
    draft = desk.draft()
    lines = [desk.pick("related").format(headline) for headline in desk.some("headlines", desk.chance.randint(2, 4))]
    return replace(draft, paragraphs=between(draft.paragraphs, lines, desk.chance))


def anchors(desk: Desk) -> Draft:
    """What is left of hyperlinks: marks and addresses inside sentences."""
    draft = desk.draft()
    return replace(each_sentence(draft, lambda one: _anchored(desk, one)), title=draft.title)


def punctuation(desk: Desk) -> Draft:
    """Marks as a scan or a careless keyboard gives them; lines broken within sentences."""
    return each_sentence(desk.draft(), lambda one: _blurred(desk, one))


def dateline(desk: Desk) -> Draft | None:
    """Another agency's name and bureau before the text, another credit after it."""
    city = desk.pick("bureaus") if desk.chance.random() < 0.4 else ""
    other = replace(desk, dateline=dateline_of(desk, city), credit=desk.pick("credits"))
    return other.draft() if (other.dateline, other.credit) != (desk.dateline, desk.credit) else None


def live_page(desk: Desk) -> Draft:
    """The newest lines on top, the wire below, most often each paragraph under its time."""
    minutes = desk.chance.randint(700, 1200)
    news = [(line,) for line in desk.some("updates", desk.chance.randint(2, 4))]
    draft = desk.draft()
    if desk.chance.random() < 0.35:
        return replace(draft, paragraphs=(*news, *draft.paragraphs))
    timed: list[tuple[str, ...]] = []
    for part in (*news, *draft.paragraphs):
        timed += [(f"{minutes // 60:02d}:{minutes % 60:02d}",), part]
        minutes -= desk.chance.randint(3, 40)
    return replace(draft, paragraphs=tuple(timed))


def translated_headline(desk: Desk) -> Draft | None:
    """The body as it was under a headline in another language."""
    return replace(desk.draft(), title=desk.wire.abroad) if desk.wire.abroad else None


def _anchored(desk: Desk, sentence: str) -> str:
    words = sentence.split(" ")
    # A link's mark stands behind the linked words: where a clause ends, never within a name.
    places = [at for at, word in enumerate(words, 1) if word.endswith((",", "،", ":", ";", ".", "»"))]
    if not places or desk.chance.random() < 0.3:
        return sentence
    at = desk.chance.choice(places)
    address = f"https://{desk.pick('outlets')}.example/{desk.chance.randrange(10**6)}"
    return " ".join([*words[:at], desk.chance.choice((desk.pick("anchors"), f"({address})")), *words[at:]])


def _blurred(desk: Desk, sentence: str) -> str:
    exchanges = {
        ",": ("", ".", " ,"),
        "،": ("", ",", " ،"),
        '"': ("”", "''", "«"),
        "«": ('"', "<<"),
        "»": ('"', ">>"),
        " ": ("  ", " ", "\n"),
    }
    share = {" ": 0.06}
    return re.sub(
        r"(?<!\d)[,،\"«» ](?!\d)",
        lambda mark: (
            desk.chance.choice(exchanges[mark[0]]) if desk.chance.random() < share.get(mark[0], 0.5) else mark[0]
        ),
        sentence,
    )
