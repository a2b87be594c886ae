"""Link headers (RFC 8288): the targets of the relations asked for, from text that a server chose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 8192
_LINK = re.compile(
    r"<([^<>]{1,2000})>((?:\s*;\s*[\w!#$&+\-.^`|~*]{1,40}\s*(?:=\s*(?:\"[^\"]{0,500}\"|[^\s\",;]{0,500}))?)*)"
)
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]*))", re.IGNORECASE)


def targets(headers: Iterable[str], relation: str) -> list[str]:
    """What the links of this relation lead to, in their order; a header that is no list of links gives none."""
    return [
        target.strip()
        for header in headers
        for target, parameters in _LINK.findall(header[:LONGEST])
        if relation in _relations(parameters)
    ]


def _relations(parameters: str) -> list[str]:
    """The relations of one link: only its first ``rel`` counts (section 3.3)."""
    found = _REL.search(parameters)
    return ((found[1] or found[2] or "").lower().split()) if found else []
