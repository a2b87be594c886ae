"""The origin of a URL: what a browser lets one page read of another goes by it."""

from __future__ import annotations

from urllib.parse import urlsplit

from gateway.addresses import DEFAULT_PORTS, Target


def origin_of(url: str) -> str:
    """Scheme, host and port as a browser writes them (RFC 6454, 6.2); ``null`` for a URL without a host."""
    target = Target.of_url(url)
    if target is None:
        return "null"
    scheme = urlsplit(url).scheme
    host = f"[{target.host}]" if ":" in target.host else target.host
    port = "" if DEFAULT_PORTS.get(scheme) == target.port else f":{target.port}"
    return f"{scheme}://{host}{port}"
