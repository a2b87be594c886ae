"""Reading a page that only its scripts fill: as a browser renders it, where the feed asks for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.rendering.failures import RenderFailed, RenderReason
from scrapers.rendering.records import Document
from scrapers.statuses import FetchStatus

if TYPE_CHECKING:
    from scrapers.fetching import FetchResult
    from scrapers.grants import FeedGrants
    from scrapers.rendering.renderer import Renderer

RENDERED = "rendered"
# How a rendered page is kept: a parameter that no server sends tells it from one that came so.
RENDERED_TYPE = "text/html; charset=utf-8; rendered=browser"
# What a page comes to whose text may be brought by its scripts; a wall or a challenge is none of ours to climb.
_UNFILLED = frozenset({FetchStatus.NEEDS_JAVASCRIPT, FetchStatus.EMPTY, FetchStatus.SHORT_BODY})


def may_be_filled(page_status: str, grants: FeedGrants) -> bool:
    """Whether a page that was read with this status is to be rendered."""
    return grants.renders and page_status in _UNFILLED


def is_rendered(content_type: str | None) -> bool:
    """Whether a page of this type is one that a browser has rendered."""
    return content_type == RENDERED_TYPE


async def render_page(answer: FetchResult, grants: FeedGrants, renderer: Renderer | None) -> bytes | FetchStatus | None:
    """The page after its scripts have run, or the status of a failure; None where nothing can be rendered here."""
    if renderer is None:
        return None
    try:
        return await renderer.render(Document(answer.url, answer.content_type or "", answer.body), grants)
    except RenderFailed as failure:
        return None if failure.reason is RenderReason.UNAVAILABLE else FetchStatus.RENDER_FAILED
