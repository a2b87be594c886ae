"""Every way in which a URL that somebody else wrote comes to be asked for, each through the code of the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.addresses.commanded import (
    added_feed,
    explained_page,
    feed_named_by_a_page,
    page_of_a_tried_feed,
    tried_feed,
)
from tests.addresses.polled import (
    article_link,
    child_of_a_sitemap,
    feed,
    feed_behind_a_proxy,
    listing_page,
    proxy_of_a_feed,
    redirect_of_a_feed,
    redirect_of_a_page,
    redirect_of_robots,
)
from tests.addresses.posted import (
    hub_of_a_feed,
    redirect_of_a_hub,
    self_link_of_a_feed,
    webhook,
    websub_hub,
)
from tests.addresses.rendered import part_of_a_page, redirect_of_a_part

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.addresses.place import Place

    Entrance = Callable[[Place, str], Awaitable[bool]]

ENTRANCES: tuple[Entrance, ...] = (
    feed,
    listing_page,
    redirect_of_a_feed,
    child_of_a_sitemap,
    article_link,
    redirect_of_a_page,
    redirect_of_robots,
    proxy_of_a_feed,
    feed_behind_a_proxy,
    webhook,
    websub_hub,
    hub_of_a_feed,
    redirect_of_a_hub,
    self_link_of_a_feed,
    added_feed,
    feed_named_by_a_page,
    tried_feed,
    page_of_a_tried_feed,
    explained_page,
    part_of_a_page,
    redirect_of_a_part,
)

# Ways by which a URL arrives as it was written: elsewhere it is read relative to the document that names it.
DIRECT: tuple[Entrance, ...] = (feed, listing_page, article_link, webhook, tried_feed, explained_page, part_of_a_page)
