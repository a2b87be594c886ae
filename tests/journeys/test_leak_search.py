"""The search for leaks finds them: a canary in any disguise, somewhere in a log, and nothing where there is none."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import pytest

from tests.journeys.secrecy.leak_search import NAME_ARABIC, STEMS, leaks
from watchlist.text.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = (
    '{"event": "feed_polled", "feed": 12, "status": "ok", "new": 3, "level": "info"}\n'
    '{"event": "poll_failed", "error": "ValueError", "at": ["poll.py:12:poll", "feedparser.py:9:parse"]}\n'
    'marsad_polls_total{status="not_a_feed"} 7.0\n{"event_id": "9ec79c33ec9942ab8353589fcb2e04dc"}\n'
)
WORDS = [*STEMS, "Qanarystan", "qanary-db/p@ss:w?rd#%", f"ب{NAME_ARABIC}"]
DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "shouted": str.upper,
    "in a URL": lambda word: quote(word, safe=""),
    "in a query": lambda word: quote_plus(f"a b {word}"),
    "in a URL in a URL": lambda word: quote(quote(word, safe=""), safe=""),
    "JSON": json.dumps,
    "JSON in JSON": lambda word: json.dumps(json.dumps(word)),
    "repr of bytes": lambda word: repr(word.encode()),
    "repr of bytes in JSON": lambda word: json.dumps(repr(word.encode())),
    "quoted-printable": lambda word: "".join(f"={byte:02X}" for byte in word.encode()),
    "HTML": lambda word: "".join(f"&#{ord(letter)};" for letter in word),
    "HTML in hex": lambda word: "".join(f"&#x{ord(letter):x};" for letter in word),
    "hex": lambda word: word.encode().hex(),
    "base64": lambda word: base64.b64encode(word.encode()).decode(),
    "base64, one off": lambda word: base64.b64encode(f":{word}".encode()).decode(),
    "base64, two off": lambda word: base64.b64encode(f"x:{word}".encode()).decode(),
    "base64 for URLs, in a header": lambda word: "Basic" + base64.urlsafe_b64encode(f"user:{word}?".encode()).decode(),
    "normal form": normal_form,
}


def test_sound_log_holds_no_leak() -> None:
    """A search that cries at nothing would be silenced."""
    assert leaks([SOUND, SOUND.encode().hex()]) == []


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("disguise", DISGUISES)
def test_planted_leak_is_found(disguise: str, word: str) -> None:
    """Each way in which a program may write a word down; the line is shown, so that its source can be found."""
    planted = f'{{"event": "x", "reason": "{DISGUISES[disguise](word)}"}}'
    assert leaks([SOUND, f"{SOUND}{planted}\n{SOUND}"]) == [planted]
