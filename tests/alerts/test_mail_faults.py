"""What a mail server can do to an alert, each through the whole outbox."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from alerts.channels.email import Tls
from alerts.routing import Routing
from alerts.settings import EMAIL
from archive.nouns import DeliveryState
from tests.alerts.world import World, mail_channel, operator, recipient
from tests.servers.mail import MailServer

if TYPE_CHECKING:
    from archive.nouns import Delivery


def states(world: World) -> list[tuple[str, str | None]]:
    """State and last status of each alert delivery."""
    return [(delivery.state.value, delivery.last_status) for delivery in world.alert_deliveries()]


async def only(world: World) -> Delivery:
    """The one alert delivery, after the outbox had its turn."""
    await world.delivers()
    (delivery,) = world.alert_deliveries()
    return delivery


async def test_alert_arrives_encrypted(world: World, server: MailServer) -> None:
    """The plain good case: one mail to one recipient, by TLS, and the delivery is done."""
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    assert (await only(world)).state is DeliveryState.SENT
    (mail,) = server.mails
    assert mail.encrypted
    assert mail.recipients == ["desk@example.org"]
    assert mail.sender == "marsad@example.org"


async def test_greylisted_mail_arrives_once(world: World, server: MailServer) -> None:
    """A 451 is tried again after the schedule's delay and then delivered exactly once."""
    server.greylists(times=2)
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    assert (await only(world)).last_status == "mail_temporary 451"
    world.later(seconds=5)
    assert (await only(world)).state is DeliveryState.DUE
    world.later(minutes=5)
    assert (await only(world)).state is DeliveryState.SENT
    assert len(server.mails) == 1


async def test_closing_server_is_tried_again(world: World, server: MailServer) -> None:
    """A 421 to the recipient says that the whole service is away for now."""
    server.refuses("desk@example.org", "421 4.3.2 shutting down")
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    delivery = await only(world)
    assert (delivery.state, delivery.last_status) == (DeliveryState.DUE, "mail_temporary 421")
    assert delivery.next_attempt_at > world.now


async def test_later_after_data_is_everyday(world: World, server: MailServer) -> None:
    """Some servers greylist once they have the whole mail: it is tried again, and no notice is made of it."""
    server.answers_data_with("451 4.7.1 later")
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    await world.delivers()
    assert states(world) == [("due", "mail_temporary 451")]
    assert world.notices() == []


async def test_one_refused_recipient_of_three(world: World, server: MailServer) -> None:
    """A 550 for one leaves the others their alert; the one is a dead letter and the operator is told."""
    people = tuple(recipient(name) for name in ("desk", "gone", "security"))
    world.routing = Routing(operator(EMAIL), people)
    world.channels = {EMAIL: mail_channel(server)}
    server.refuses("gone@example.org")
    await world.publishes()
    await world.delivers()
    assert [state for state, _ in states(world)] == ["sent", "dead", "sent"]
    assert {mail.recipients[0] for mail in server.mails} == {
        "desk@example.org",
        "security@example.org",
        "operator@example.org",
    }
    (notice,) = world.notices()
    assert notice.kind == "dead-letter"
    assert "gone" not in " ".join([notice.subject, *notice.lines])


@pytest.mark.parametrize(
    "answer",
    [
        "530 5.7.0 Authentication required",
        "503 5.5.1 AUTH first",
        "554 5.7.1 <desk@example.org>: Relay access denied",
        "550 5.7.1 our IP address is on a list",
        "252 2.0.0 will try",
    ],
)
async def test_refused_service_is_no_missing_mailbox(world: World, server: MailServer, answer: str) -> None:
    """A server that wants a login or does not relay refuses everybody: the alerts wait until it is mended."""
    server.refuses("desk@example.org", answer)
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    delivery = await only(world)
    assert (delivery.state, delivery.last_status) == (DeliveryState.DUE, f"mail_refused {answer[:3]}")
    server.accepts("desk@example.org")
    world.later(hours=1)
    assert (await only(world)).state is DeliveryState.SENT


async def test_full_mailbox_is_tried_again(world: World, server: MailServer) -> None:
    """RFC 5321 reads a 552 to RCPT as "too much for now"."""
    server.refuses("desk@example.org", "552 5.2.2 mailbox full")
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    assert (await only(world)).state is DeliveryState.DUE


async def test_silence_after_data_ends(world: World, server: MailServer) -> None:
    """A server that says nothing after DATA costs its timeout, and the next attempt has the same Message-ID."""
    server.hangs_after_data()
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    assert (await only(world)).last_status == "mail_timeout"


async def test_cut_before_250_keeps_message_id(world: World, server: MailServer) -> None:
    """The server kept the mail but its 250 got lost: the second copy can be told by its Message-ID."""
    server.drops_before_250(times=1)
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    assert (await only(world)).last_status == "mail_dropped"
    world.later(minutes=5)
    assert (await only(world)).state is DeliveryState.SENT
    first, second = server.mails
    assert first.message["Message-ID"] == second.message["Message-ID"]


async def test_refused_content_is_kept(world: World, server: MailServer) -> None:
    """A 554 after DATA may be the server's mood: the alert is kept, and the operator told at once."""
    server.answers_data_with("554 5.7.1 looks like spam")
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    await world.delivers()
    assert states(world) == [("due", "mail_refused 554")]
    assert [notice.kind for notice in world.notices()] == ["channel-refused"]


async def test_absent_server_is_tried_again(world: World, server: MailServer) -> None:
    """Nobody listens: the alert waits."""
    world.channels = {EMAIL: mail_channel(server, port=1)}
    await world.publishes()
    assert (await only(world)).last_status == "mail_unreachable"


async def test_stripped_starttls_never_sends_plainly(world: World, server: MailServer) -> None:
    """Without the offer of encryption nothing is said at all, and the operator is told."""
    server.offers_no_starttls()
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    await world.delivers()
    assert states(world) == [("due", "mail_tls_failed")]
    assert not server.commands
    assert [notice.kind for notice in world.notices()] == ["channel-tls"]


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
async def test_wrong_certificate_sends_nothing(world: World, tls: str) -> None:
    """A certificate for another name is somebody else's server."""
    server = MailServer(tls=tls)
    server.shows_certificate_for("another.example.org")
    async with server:
        world.channels = {EMAIL: mail_channel(server, tls=Tls(tls))}
        await world.publishes()
        await world.delivers()
    assert states(world) == [("due", "mail_tls_failed")]
    assert not server.commands
    assert [notice.kind for notice in world.notices()] == ["channel-tls"]


async def test_unknown_authority_sends_nothing(world: World, server: MailServer) -> None:
    """The system's trust decides, not the server's word."""
    world.channels = {EMAIL: mail_channel(server, tls_context=None)}
    await world.publishes()
    assert (await only(world)).last_status == "mail_tls_failed"
    assert not server.commands


async def test_implicit_tls_delivers(world: World) -> None:
    """Port 465's way works too."""
    async with MailServer(tls="implicit") as server:
        world.channels = {EMAIL: mail_channel(server, tls=Tls.IMPLICIT)}
        await world.publishes()
        assert (await only(world)).state is DeliveryState.SENT
        assert server.mails[0].encrypted


async def test_refused_login_is_told_once(world: World, server: MailServer) -> None:
    """A 535 keeps every alert and tells the operator once, not once an alert."""
    server.wants_login("marsad", "right")
    world.channels = {EMAIL: mail_channel(server, username="marsad", password="wrong")}
    await world.publishes()
    await world.publishes(body="نص آخر تمامًا عن هجين وما حولها.")
    await world.delivers()
    assert states(world) == [("due", "mail_login_refused 535")] * 2
    assert [notice.kind for notice in world.notices()] == ["channel-login"]


async def test_login_opens_the_server(world: World, server: MailServer) -> None:
    """With the right password mail goes out, after the connection is secured."""
    server.wants_login("marsad", "right")
    world.channels = {EMAIL: mail_channel(server, username="marsad", password="right")}
    await world.publishes()
    assert (await only(world)).state is DeliveryState.SENT


async def test_ten_failures_make_a_dead_letter(world: World, server: MailServer) -> None:
    """A server that is away for good ends in a dead letter after three days or more, and a delay is told early."""
    server.refuses("desk@example.org", "451 4.3.0 later")
    world.channels = {EMAIL: mail_channel(server)}
    await world.publishes()
    for _ in range(10):
        await world.delivers()
        world.later(hours=25)
    assert states(world) == [("dead", "mail_temporary 451")]
    assert server.commands["RCPT"] == 10 + len(world.notices())
    kinds = [notice.kind for notice in world.notices()]
    assert (kinds[0], kinds[-1]) == ("channel-delayed", "dead-letter")


async def test_whole_conversation_has_a_deadline(world: World, server: MailServer) -> None:
    """Commands that are each just quick enough cannot hold a slot for ever."""
    server.hangs_after_data()
    world.channels = {EMAIL: mail_channel(server, command_timeout_seconds=30.0, deadline_seconds=0.3)}
    await world.publishes()
    async with asyncio.timeout(10):
        assert (await only(world)).last_status == "mail_timeout"
