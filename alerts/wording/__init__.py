"""The fixed words of alerts and notices, one file a language: adding a language is adding a file."""

from __future__ import annotations

from alerts.wording.ar import ARABIC
from alerts.wording.en import ENGLISH
from alerts.wording.wording import Wording

__all__ = ["Wording", "wording_for"]

_CATALOGUE = {wording.language: wording for wording in (ARABIC, ENGLISH)}


def wording_for(language: str) -> Wording:
    """The words of a language; English for one that is not there."""
    return _CATALOGUE.get(language, ENGLISH)
