"""Whether a condition holds of an article, and where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watchlist.rules.conditions import (
    AtLeast,
    Condition,
    Either,
    Every,
    FromSource,
    InField,
    InLanguage,
    Near,
    Not,
    Tagged,
    Term,
)
from watchlist.rules.nearness import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from watchlist.rules.conditions import Origin
    from watchlist.rules.findings import Findings
    from watchlist.rules.words import Span


def holds(condition: Condition, findings: Findings, extent: range | None = None) -> bool:  # noqa: PLR0911 - one per kind
    """Whether the condition is true of these findings; with an ``extent``, of the words in it alone."""
    match condition:
        case Term(key):
            return key in findings.found and (extent is None or bool(_spans(condition, findings, extent)))
        case Every(parts):
            return all(holds(part, findings, extent) for part in parts)
        case Either(parts):
            return any(holds(part, findings, extent) for part in parts)
        case Not(part):
            return not holds(part, findings, extent)
        case InField(field, part):
            return holds(part, findings, findings.line.extent(field))
        case Near(parts):
            together = all(holds(part, findings, extent) for part in parts)
            return together and bool(_spans(condition, findings, extent))
        case AtLeast(count, part):
            return holds(part, findings, extent) and len(set(_spans(part, findings, extent))) >= count
        case _:
            return _comes_from(condition, findings)


def _comes_from(origin: Origin, findings: Findings) -> bool:
    match origin:
        case InLanguage(code):
            return findings.is_in_language(code)
        case FromSource(name):
            return findings.is_from(name)
        case Tagged(tag):
            return findings.is_tagged(tag)


def _spans(condition: Condition, findings: Findings, extent: range | None) -> Iterable[Span]:
    """The words at which a condition stands that ``stands_somewhere``."""
    match condition:
        case Term(key):
            spans = findings.spans(key)
            return spans if extent is None else [span for span in spans if span.first in extent]
        case Either(parts):
            return {span for part in parts for span in _spans(part, findings, extent)}
        case InField(field, part):
            return _spans(part, findings, findings.line.extent(field))
        case Near():
            return _near(condition, findings, extent)
        case _:
            raise TypeError(condition)


def _near(condition: Near, findings: Findings, extent: range | None) -> Iterable[Span]:
    spans, *others = (_spans(part, findings, extent) for part in condition.parts)
    for gap, following in zip(condition.gaps, others, strict=True):
        spans = pairs(spans, following, gap)
    return spans
