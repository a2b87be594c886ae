"""Two hundred alerts at once: the first ones by themselves, the others together, none lost and none twice."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from alerts.flood import FloodGuard
from alerts.routing import Routing
from alerts.summaries import summary_articles
from archive.errors import ArchiveUnavailable
from scheduler.flood_watch import FloodWatch
from scheduler.metrics import Metrics
from tests.alerts.world import World, mail_channel, operator, recipient
from tests.servers.mail import MailServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from archive.database import Archive

LINK = re.compile(r"https://news\.example/(\d+)")


class Desk(World):
    """Recipients behind a real mail server, and alerters that look whether anything is to be told."""

    server: MailServer
    woken = 0
    metrics: Metrics

    def watch(self) -> FloodWatch:
        """An alerter's job."""
        return FloodWatch(self.archive, lambda: self.routing, lambda: self.now, self._wake, self.metrics)

    async def brings(self, first: int, last: int, feed: str = "https://news.example/feed") -> None:
        """The feed brings articles of these numbers."""
        for number in range(first, last + 1):
            await self.publishes(body=f"نص رقم {number} عن هجين", url=f"https://news.example/{number}", feed=feed)

    async def tells(self, **later: float) -> None:
        """Time passes, the job has its turn, what is due is sent."""
        self.later(**later)
        await self.watch().look()
        await self.delivers()

    def told(self, to: str = "desk") -> Counter[int]:
        """How often each article was told to somebody, by itself or with others."""
        mails = [mail.part("plain") for mail in self.server.mails if mail.recipients == [f"{to}@example.org"]]
        return Counter(int(number) for text in mails for number in set(LINK.findall(text)))

    def mails(self, to: str = "desk") -> tuple[int, int]:
        """How many mails somebody was sent: alerts, summaries."""
        lists = [str(mail.message["List-Id"]) for mail in self.server.mails if mail.recipients == [f"{to}@example.org"]]
        return sum("alerts" in one for one in lists), sum("summaries" in one for one in lists)

    def notices(self) -> list[str]:  # type: ignore[override]
        """What the operator was sent."""
        found = [mail for mail in self.server.mails if mail.recipients == ["operator@example.org"]]
        return [f"{mail.message['Subject']}\n{mail.part('plain')}" for mail in found]

    def _wake(self) -> None:
        self.woken += 1


@pytest.fixture
async def desk(archive: Archive) -> AsyncIterator[Desk]:
    """Two recipients of a feed that was polled before."""
    routing = Routing(operator("email"), (recipient("desk"), recipient("security", "en")), flood=FloodGuard())
    async with MailServer() as server:
        channel = mail_channel(server, command_timeout_seconds=15.0, deadline_seconds=30.0)
        desk = Desk(archive, routing, {"email": channel})
        desk.server, desk.metrics = server, Metrics()
        await desk.brings(0, 0)
        await desk.delivers()
        desk.later(minutes=30)
        yield desk


async def test_two_hundred_at_once_are_a_few_mails(desk: Desk) -> None:
    """Rules of this world are of high priority: thirty by themselves, the others in two summaries, all of them told."""
    await desk.brings(1, 200)
    await desk.tells()
    assert desk.mails() == (31, 0)
    await desk.tells(minutes=2)
    assert (desk.mails(), desk.mails("security")) == ((31, 2), (31, 2))
    assert desk.told() == desk.told("security") == Counter(range(201))
    assert desk.woken == 1


async def test_operator_is_told_once_and_no_name_is(desk: Desk) -> None:
    """The feed, how many, and what to do; not again at each summary, and nothing of what is watched."""
    await desk.brings(1, 60)
    await desk.tells(minutes=2)
    await desk.brings(61, 90)
    await desk.tells(minutes=5)
    [notice] = desk.notices()
    assert [words for words in ("جريدة الفرات", "30 of its articles", "marsad feeds show") if words not in notice] == []
    assert [words for words in ("هجين", "hajin", "desk@", "نص رقم") if words in notice] == []


async def test_rule_is_not_named_to_the_operator(desk: Desk) -> None:
    """A name that stands in many feeds at once is in the summaries alone."""
    for number in range(1, 81, 2):
        await desk.brings(number, number + 1, f"https://news.example/{number}/feed")
    await desk.tells(minutes=2)
    assert desk.told() == Counter(range(81))
    [notice] = desk.notices()
    assert "A rule or a name of the watchlist brings far more alerts" in notice
    assert [words for words in ("هجين", "hajin") if words in notice] == []
    assert [mail for mail in desk.server.mails if "هجين: ورد الاسم في 10 مقالات" in mail.part("plain")]


async def test_surge_that_lasts_is_told_in_further_summaries(desk: Desk) -> None:
    """A minute brings eight for half an hour: nobody waits longer than a quarter of an hour, none is told twice."""
    last = 0
    for _ in range(30):
        await desk.brings(last + 1, last + 8)
        last += 8
        await desk.tells(minutes=1)
    await desk.tells(minutes=15)
    assert desk.told() == Counter(range(last + 1))
    singles, summaries = desk.mails()
    assert (singles, summaries <= 12) == (31, True)


async def test_two_alerters_tell_once(desk: Desk) -> None:
    """Whoever looks first; the other finds nothing."""
    await desk.brings(1, 50)
    desk.later(minutes=2)
    first, second = desk.watch(), desk.watch()
    await first.look()
    await second.look()
    await desk.delivers()
    assert (desk.told(), desk.woken) == (Counter(range(51)), 1)


async def test_recipient_who_left_is_a_dead_letter(desk: Desk) -> None:
    """The configuration changed while alerts were held: the others are told, and nothing stays behind."""
    await desk.brings(1, 50)
    await desk.delivers()
    desk.routing = replace(desk.routing, recipients=desk.routing.recipients[:1])
    await desk.tells(minutes=2)
    assert (desk.told(), desk.mails("security")) == (Counter(range(51)), (31, 0))
    assert [each.last_status for each in desk.deliveries() if each.recipient == "security"][-1] == "recipient_gone"


async def test_guard_that_is_taken_off_leaves_nothing_held(desk: Desk) -> None:
    """What was held by then is told in its time, what comes afterwards at once."""
    await desk.brings(1, 50)
    desk.routing = replace(desk.routing, flood=None)
    await desk.brings(51, 60)
    await desk.tells(minutes=2)
    assert desk.told() == Counter(range(61))


async def test_metrics_count_alerts_not_messages(desk: Desk) -> None:
    """Of two recipients; those that are told one by one after all are no summary."""
    await desk.brings(1, 50)
    await desk.tells(minutes=2)
    assert b"marsad_alerts_told_together_total 20.0" in desk.metrics.text()
    desk.later(hours=2)
    await desk.brings(51, 82)
    await desk.tells(minutes=15)
    assert b"marsad_alerts_told_together_total 20.0" in desk.metrics.text()
    assert desk.told() == Counter(range(83))


async def test_ways_that_change_while_alerts_are_held(desk: Desk) -> None:
    """Another address, another recipient and another route: who was to be told is told, at the address of today."""
    await desk.brings(1, 50)
    first, second = desk.routing.recipients
    moved = replace(first, email="moved@example.org")
    desk.routing = replace(desk.routing, recipients=(moved, second, recipient("new")), routes=())
    await desk.tells(minutes=2)
    assert desk.told() + desk.told("moved") == desk.told("security") == Counter(range(51))
    assert desk.told("new") == Counter()


async def test_very_many_are_listed_by_a_command(desk: Desk) -> None:
    """Five mails list five hundred; the last one says how many more, and by which command all are seen."""
    await desk.brings(1, 540)
    await desk.tells(minutes=2)
    assert desk.mails() == (31, 5)
    texts = [mail.part("plain") for mail in desk.server.mails if "10 more are not listed here" in mail.part("plain")]
    [number] = {int(found) for text in texts for found in re.findall(r"marsad deliveries articles (\d+)", text)} or {0}
    listed = desk.archive.read_now(summary_articles, number)
    assert listed is not None
    assert (len(texts), len(listed)) == (1, 110)
    assert desk.archive.read_now(summary_articles, number + 999) is None


async def test_operator_is_not_flooded_himself(desk: Desk) -> None:
    """Eight feeds at once, each with far too much: he is told of the greatest five, and once of all rules."""
    desk.routing = replace(desk.routing, flood=FloodGuard(alerts=1))
    for feed in range(8):
        await desk.brings(10 * feed + 1, 10 * feed + 9, f"https://news.example/{feed}/feed")
    await desk.tells(minutes=2)
    await desk.tells(minutes=2)
    kinds = Counter("A rule or a name" in notice for notice in desk.notices())
    assert (kinds[False], kinds[True]) == (5, 1)


async def test_locked_archive_is_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn that cannot write fails quietly; the next one tells."""

    async def refuse(*_: object, **__: object) -> None:
        raise ArchiveUnavailable("locked")

    await desk.brings(1, 50)
    desk.later(minutes=2)
    with monkeypatch.context() as context:
        context.setattr(desk.archive, "write", refuse)
        await desk.watch().look()
    await desk.tells()
    assert desk.told() == Counter(range(51))
