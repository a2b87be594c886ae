"""How Marsad names itself to the servers it asks and to Sentry."""

from __future__ import annotations

from importlib.metadata import version


def release() -> str:
    """The release as Sentry groups by it."""
    return f"marsad@{version('marsad')}"


def user_agent(contact: str = "") -> str:
    """The User-Agent of every request; ``contact`` is whom a feed's owner may write to."""
    return f"Marsad/{version('marsad')} (news watch{f'; {contact}' if contact else ''})"
