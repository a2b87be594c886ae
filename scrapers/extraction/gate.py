"""The quality gate: whether a page is the article that its feed told of, or what stands there instead.

Pure: what is known of the page in, a verdict out. Every rule asks for a short text, for an article may be about
cookies, passwords or pages that are not there; none asks for a site by name. ``gate.toml`` holds what pages say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.extraction.gate_phrases import count, phrases
from scrapers.parsing.results import PageVerdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.extraction.gate_signs import Signs

# Nothing longer is looked at: no page that stands in an article's place says so much.
LONGEST_JUDGED_CHARACTERS = 2500
_SHORT_CHARACTERS = 1000
_STUB_CHARACTERS = 600
_NOTE_CHARACTERS = 400
# Words of consent: fewer under a heading about it, more where they stand alone, and close together.
_FEW_CONSENTS = 2
_MANY_CONSENTS = 4
_WORDS_A_CONSENT = 35
_MOSTLY = 0.6
# A feed's text takes the body's place when it is the full text, or much more than a body of a line or two.
_FULL_TEXT_WORDS = 60
_CLEARLY_MORE = 1.3
_FEED_WORDS = 20
_FAR_MORE = 2.0
_LINES_CHARACTERS = 250


def judge(signs: Signs) -> PageVerdict:
    """What a page is whose text is not longer than ``LONGEST_JUDGED_CHARACTERS``."""
    found = (verdict for verdict, holds in _RULES if holds(signs))
    return next(found, PageVerdict.ARTICLE)


def says_less(body: str, feed_text: str) -> bool:
    """Whether the feed's own text is the better article."""
    words, feed_words = len(body.split()), len(feed_text.split())
    if feed_words >= _FULL_TEXT_WORDS and feed_words > _CLEARLY_MORE * words:
        return True
    return feed_words >= _FEED_WORDS and len(body) < _LINES_CHARACTERS and feed_words > _FAR_MORE * words


def _is_challenge(signs: Signs) -> bool:
    return signs.is_challenge and len(signs.own) < _SHORT_CHARACTERS


def _is_not_found(signs: Signs) -> bool:
    says = any(count(head, phrases().not_found) for head in signs.heads) or _is_all(signs, phrases().not_found_whole)
    return says and not signs.says_article and len(signs.own) < _SHORT_CHARACTERS


def _is_login(signs: Signs) -> bool:
    if not signs.has_password or signs.says_article or len(signs.own) >= _NOTE_CHARACTERS:
        return False
    says = any(count(head, phrases().login) for head in signs.heads) or _is_all(signs, phrases().login_whole)
    return says or not (signs.own.strip() or len(signs.heads) > 1)


def _is_cookie_wall(signs: Signs) -> bool:
    heads = any(count(head, phrases().consent_heads) for head in signs.heads)
    text = (signs.own if heads else signs.asked) if signs.own.strip() else signs.seen
    consents = count(text, phrases().consent)
    if signs.in_consent_boxes >= _MOSTLY and consents:
        return True
    is_dense = consents >= _MANY_CONSENTS and consents * _WORDS_A_CONSENT >= len(text.split())
    return is_dense or (heads and consents >= _FEW_CONSENTS)


def _is_paywall(signs: Signs) -> bool:
    if len(signs.own) >= _STUB_CHARACTERS:
        return False
    return signs.is_locked or count(signs.seen_asked, phrases().paywall) > 0


def _needs_javascript(signs: Signs) -> bool:
    return signs.needs_script and _is_nothing(signs)


def _is_nothing(signs: Signs) -> bool:
    """Whether no text is left, or only the headline once more."""
    return signs.own.strip() in {"", signs.title.strip()}


def _is_all(signs: Signs, whole: frozenset[str]) -> bool:
    """Whether a part of a heading says this and no more."""
    return any(part.rstrip() in whole for part in signs.parts)


_RULES: tuple[tuple[PageVerdict, Callable[[Signs], bool]], ...] = (
    (PageVerdict.BLOCKED, _is_challenge),
    (PageVerdict.SOFT_404, _is_not_found),
    (PageVerdict.LOGIN_PAGE, _is_login),
    (PageVerdict.COOKIE_WALL, _is_cookie_wall),
    (PageVerdict.PAYWALL, _is_paywall),
    (PageVerdict.NEEDS_JAVASCRIPT, _needs_javascript),
    (PageVerdict.EMPTY, _is_nothing),
)
