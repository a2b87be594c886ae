"""The one reading of an article's link that any channel offers to a reader. Pure.

Feeds write links; whoever follows one is a person or a receiver's program. So what is offered is plain ASCII that every
client reads alike: another scheme, a user before the host, or a host that programs read differently is not offered.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

from alerts.message import sendable
from gateway.host_names import canonical_host

# Of the ASCII form; with it a webhook's body stays under its limit whatever the rest is like.
LINK_LIMIT = 3000
_LONGEST_READ = 3 * LINK_LIMIT
_SAFE = ";/?:@&=+$,-_.!~*'()#%[]"
# Browsers drop these wherever they stand, and C0 controls and spaces at the ends (WHATWG URL, basic URL parser).
_DROPPED = re.compile("[\t\r\n]")
_ENDS = "".join(map(chr, range(0x21)))


def clean_link(url: str) -> str | None:
    """The URL in ASCII when a reader may follow it (http or https, a plain host, of bearable length), else None."""
    try:
        parts = urlsplit(_DROPPED.sub("", sendable(url[:_LONGEST_READ])).strip(_ENDS).strip())
        origin = _origin(parts)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or origin is None or len(url) > _LONGEST_READ:
        return None
    cleaned = f"{parts.scheme}://{origin}{quote(_beneath(parts), safe=_SAFE)}"
    return cleaned if len(cleaned) <= LINK_LIMIT else None


def _origin(parts: SplitResult) -> str | None:
    """Host and port, written as the gateway would read them; None with a user before them or without a plain host."""
    host = None if "@" in parts.netloc or not parts.hostname else canonical_host(parts.hostname)
    if host is None:
        return None
    bare = f"[{host}]" if ":" in host else host
    return bare if parts.port is None else f"{bare}:{parts.port}"


def _beneath(parts: SplitResult) -> str:
    """What follows the origin; a path begins with a slash, so it never becomes part of the host."""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.path}{query}{fragment}"
