"""Whether a path names an article: a page of news has a number in its address, or its headline."""

from __future__ import annotations

import re
from urllib.parse import unquote

_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[^\W_]+")
_PAGE = re.compile(r"\.[sx]?html?$", re.IGNORECASE)
_SCRIPT = re.compile(r"\.(?:aspx?|cfm|cgi|do|jspx?|php\d?|pl)$", re.IGNORECASE)
_LONG_WORD = 14
_HEADLINE_WORDS = 2


def names_article(path: str) -> bool:
    """Whether a path as it stands in a key has a number or some words; ``/story`` and ``/show_news.php`` have not."""
    if _DIGIT.search(letters := unquote(path)):
        return True
    name = _PAGE.sub("", letters.rpartition("/")[2])
    script = _SCRIPT.search(name)
    words = _WORDS.findall(name[: script.start()] if script else name)
    fewest = _HEADLINE_WORDS + 1 if script else _HEADLINE_WORDS
    return len(words) >= fewest or (script is None and any(len(word) >= _LONG_WORD for word in words))
