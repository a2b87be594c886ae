"""What a site calls itself, to be told from its headlines and its writers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.normal_words import normal_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_SITE_METAS = ("og:site:name", "application:name", "apple:mobile:web:app:title", "al:android:app:name", "dc:publisher")
# Of a host's labels these say nothing about its owner.
_SHORTEST_LABEL = 3


@dataclass(frozen=True, slots=True)
class SiteNames:
    """The names in normal words, run together; and the host's labels."""

    names: frozenset[str]
    labels: tuple[str, ...]

    def include(self, text: str) -> bool:
        """Whether the text is no more than the site's name, or its address without dots."""
        plain = _plain(text)
        return plain in self.names or any(plain == label for label in self.labels)


def site_names(metas: dict[str, str], linked: Iterable[str], url: str) -> SiteNames:
    """The names that its meta elements and its linked data give a site, and those that its host is made of."""
    given = [*(metas.get(name, "") for name in _SITE_METAS), *linked]
    names = (_plain(name) for name in given)
    return SiteNames(frozenset(name for name in names if name), tuple(_labels(url)))


def _labels(url: str) -> Iterable[str]:
    """``enabbaladi``, ``enabbaladinet`` and so on of ``www.enabbaladi.net``."""
    try:
        labels = [_plain(label) for label in (urlsplit(url).hostname or "").removeprefix("www.").split(".")]
    except ValueError:
        return
    for start in range(len(labels) - 1):
        yield "".join(labels[start:])
        if len(labels[start]) >= _SHORTEST_LABEL:
            yield labels[start]


def _plain(text: str) -> str:
    return "".join(normal_words(text))
