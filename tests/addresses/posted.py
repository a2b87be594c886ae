"""Ways in through what is posted to: webhooks, and the hubs that feeds name.

Each is given a URL and tells whether it was refused: nothing was sent to what it leads to.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alerts.channels.webhook import WebhookChannel
from alerts.message import NoticeMessage, Reader
from alerts.routing import Webhook
from alerts.sending import Status
from scheduler.push.hub_calls import HubAnswer, ask_hub
from scrapers.push.discovery import chosen_hub
from scrapers.push.reading import Content, read_content
from scrapers.push.request import Mode, form
from tests.addresses.place import on_the_wire
from tests.alerts.world import operator
from tests.servers.http import HttpServer
from tests.servers.webhook import SECRET

if TYPE_CHECKING:
    from scrapers.push.discovery import Offer
    from tests.addresses.place import Place

_FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="{hub}"/><link rel="self" href="{self}"/>{entries}'
    "</feed>"
)
_ENTRY = '<entry><id>1</id><title>هدوء في هجين</title><link href="/1"/></entry>'


async def webhook(place: Place, url: str) -> bool:
    """An endpoint to which alerts are posted."""
    hook = Webhook("desk-hook", 1, url, (SECRET,), None, "en")
    notice = NoticeMessage(Reader("ar", ZoneInfo("Asia/Damascus")), place.world.now, "test", "موضوع", ("سطر",))
    result = await WebhookChannel(hook, place.outbound).send(notice, operator("email"), "key")
    return result.status is Status.HOOK_ADDRESS_REFUSED


async def websub_hub(place: Place, url: str) -> bool:
    """A hub that a feed names, to which we subscribe."""
    return await ask_hub(place.outbound, url, b"hub.mode=subscribe", None) is HubAnswer.FORBIDDEN


async def hub_of_a_feed(place: Place, url: str) -> bool:
    """A hub that a document names, before it is asked for anything."""
    offer = await _offer(place, hub=url, topic="http://akhbar.example/feed")
    return chosen_hub(offer, lambda hub: place.outbound.refuses(hub, None) is None) is None


async def redirect_of_a_hub(place: Place, url: str) -> bool:
    """Where a hub sends whoever subscribes."""
    async with HttpServer("127.0.0.15") as hub:
        hub.redirects_to("/hub", on_the_wire(url), 307)
        with place.at_home(hub):
            answer = await ask_hub(place.outbound, hub.url("/hub"), b"hub.mode=subscribe", hub.target)
    return answer is HubAnswer.FORBIDDEN


async def self_link_of_a_feed(place: Place, url: str) -> bool:
    """What a feed calls itself: its hub is told so, and what it delivers is read as from there; nobody goes there."""
    async with HttpServer("127.0.0.17") as hub:
        hub.answers_with("/hub", 202)
        offer = await _offer(place, hub=hub.url("/hub"), topic=url)
        asked = form(Mode.SUBSCRIBE, "https://desk.example/push/1", offer.topic, "secret", 600)
        with place.at_home(hub):
            answer = await ask_hub(place.outbound, offer.hubs[0], asked, hub.target)
    world = place.world
    body = _FEED.format(hub=hub.url("/hub"), self=escape(url), entries=_ENTRY).encode()
    content = Content((await world.feed()).id, offer.topic, body, "application/atom+xml", world.now)
    read = await read_content(await world.feed(), content, world.tools, world.now)
    return answer is HubAnswer.ACCEPTED and read is not None


async def _offer(place: Place, *, hub: str, topic: str) -> Offer:
    """What a poll makes of a feed without items, which is read whole each time."""
    place.world.publishes(_FEED.format(hub=escape(hub), self=escape(topic), entries=""))
    offer = (await place.world.polls()).offer
    assert offer is not None
    return offer
