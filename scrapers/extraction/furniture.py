"""Whole short lines that sites write around their articles; ``furniture.toml`` has the phrases.

A line of news that is taken away may be an alert that nobody gets; a line of furniture that stays costs little. So what
could begin a sentence is asked for more: a label names someone in a few words, a byline has names alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.extraction.furniture_phrases import NUMBER, all_phrases, folded_words
from scrapers.extraction.zwnj import STAND_IN, ZWNJ
from scrapers.normal_words import normal_words
from scrapers.sentences import SENTENCE_ENDS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from scrapers.extraction.furniture_phrases import Beginnings, Phrases, Words

_LONGEST_WORDS = 30
_LONGEST_CHARACTERS = 400
# With more, a line has more words too, and need not be cut into them.
_MOST_SPACES = 45
_LONGEST_CREDIT_WORDS = 4
_LONGEST_BYLINE_WORDS = 5
_LONGEST_CREDIT_NAMES = 8
_LONGEST_INVITATION_WORDS = 16
_FEWEST_SENTENCE_WORDS = 8
_MOST_BEHIND = 8
_MOST_BEHIND_IN_SENTENCE = 4
_INITIALS_LETTERS = 2
_QUOTES = ("«", "“", "„", '"', "‘", "”", "״")
_SENTENCES = re.compile(r"(?<=[.!?؟۔])\s+")
_LABEL = re.compile(r"[^:：/|]{2,40}?(?=\s?[:：/|]|\s[–—-]\s)")
# Nothing but a mail address or the name of an account.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w+")
# Nothing but the marks under which networks find it.
_HASHTAGS = re.compile(r"#\w+(?:\s*#\w+)*")
_WORD = re.compile(r"[^\W_]+")
# What stands between the names of a byline.
_BETWEEN_NAMES = frozenset(
    {"and", "in", "for", "of", "the", "with", "by", "writing", "reporting", "editing", "additional"}
    | {"et", "und", "y", "e", "à", "de", "van", "von", "al", "el", "ve", "û", "и", "і"}
)


def is_furniture(line: str) -> bool:
    """Whether the line belongs to the site, wherever it stands."""
    if len(line) > _LONGEST_CHARACTERS or line.count(" ") > _MOST_SPACES:
        return False
    if _ADDRESS.fullmatch(line.strip()) or _HASHTAGS.fullmatch(line.strip()):
        return True
    return any(_is_known(line, words) for words in _spellings(line) if len(words) <= _LONGEST_WORDS)


def is_byline(line: str) -> bool:
    """Whether a line that stands above the first paragraph names its writers."""
    words = folded_words(line[:_LONGEST_CHARACTERS])
    return any(
        words[:length] in all_phrases().bylines and _are_names(line, length, _LONGEST_BYLINE_WORDS) for length in (1, 2)
    )


def are_names_of(line: str, names: AbstractSet[str]) -> bool:
    """Whether a line above the first paragraph has words of these names alone, and what sites write beside them."""
    others = [word for word in normal_words(line) if word not in names]
    return len(others) <= 1 and all(folded_words(word) in all_phrases().beside_names for word in others)


def is_source(line: str) -> bool:
    """Whether a line that stands below the last paragraph says where the article is from."""
    sources = all_phrases().sources
    if len(line) > _LONGEST_CHARACTERS:
        return False
    return _is_credit(line, sources) or (_label(line) in sources and _are_capitals(line))


def _is_known(line: str, words: Words) -> bool:
    known = all_phrases()
    return (
        words in known.whole
        or (_begins(words, known.starts) and not _goes_on(line))
        or _label(line) in known.labels
        or _is_credit(line, known.credits)
        or _invites(words, known)
        or _is_signed(line, words, known.signatures)
        or _has(line, words, known.contains)
        or _is_initialled(line, words, known.whole)
    )


def _goes_on(line: str) -> bool:
    """Whether it is a quotation, or a sentence follows that says something else."""
    _, *others = _SENTENCES.split(line.strip())
    return line.lstrip().startswith(_QUOTES) or any(
        len(normal_words(other)) >= _FEWEST_SENTENCE_WORDS for other in others
    )


def _is_credit(line: str, labels: frozenset[Words]) -> bool:
    """Whether a label is followed by a name: a few words, no number, no sentence. ``Source: 12 killed`` is news."""
    label = _label(line)
    if label not in labels or line.rstrip().endswith(SENTENCE_ENDS):
        return False
    named = folded_words(line)[len(label) :]
    return len(named) <= _LONGEST_CREDIT_WORDS and NUMBER not in named


def _is_signed(line: str, words: Words, signatures: frozenset[Words]) -> bool:
    """Whether it is an agency's ``Reporting by``, of names alone."""
    return any(words[:length] in signatures and _are_names(line, length, _LONGEST_WORDS) for length in (2, 3))


def _are_names(line: str, after: int, most: int) -> bool:
    """Whether the words after so many are names: ``By Tuesday the army`` begins like a byline."""
    named = _WORD.findall(line[:_LONGEST_CHARACTERS])[after:]
    is_short = 0 < len(named) <= most and not any(word.isdigit() for word in named)
    return is_short and all(word in _BETWEEN_NAMES or not word[0].islower() for word in named)


def _are_capitals(line: str) -> bool:
    """Whether all words of a line are written as names are, in a script that tells them."""
    words = _WORD.findall(line)
    return len(words) <= _LONGEST_CREDIT_NAMES and all(word[0].isupper() for word in words)


def _invites(words: Words, known: Phrases) -> bool:
    """Whether it asks the reader to follow the site elsewhere."""
    is_short = len(words) <= _LONGEST_INVITATION_WORDS
    return is_short and _begins(words, known.invites) and words[-1:] in known.networks


def _begins(words: Words, phrases: Beginnings) -> bool:
    return any(words[: len(phrase)] == phrase for phrase in phrases.get(words[0] if words else "", ()))


def _has(line: str, words: Words, phrases: Beginnings) -> bool:
    """Whether it has one of the phrases, and names behind it at most: a report that experts took part in is news."""
    most = _MOST_BEHIND_IN_SENTENCE if line.rstrip().endswith(SENTENCE_ENDS) else _MOST_BEHIND
    found = (
        words[place + len(phrase) :]
        for place, word in enumerate(words)
        for phrase in phrases.get(word, ())
        if words[place : place + len(phrase)] == phrase
    )
    return any(len(behind) <= most and NUMBER not in behind for behind in found)


def _is_initialled(line: str, words: Words, whole: frozenset[Words]) -> bool:
    """Whether initials or numbers stand behind a phrase, as at the end of what an agency sends."""
    label = _label(line)
    behind = words[len(label) :]
    return label in whole and all(word == NUMBER or len(word) <= _INITIALS_LETTERS for word in behind)


def _label(line: str) -> Words:
    """What stands before a line's colon, slash, bar or dash."""
    found = _LABEL.match(line.strip())
    return folded_words(found[0]) if found else ()


def _spellings(line: str) -> set[Words]:
    """A line's words; the non-joiner stands between two of them in Persian and within one in Kurdish."""
    has_joiner = STAND_IN in line or ZWNJ in line
    return {folded_words(line), folded_words(line, joiner="")} if has_joiner else {folded_words(line)}
