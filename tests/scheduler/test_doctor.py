"""``marsad doctor`` tries everything the service depends on, says what to do, and leaves nothing behind."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import psutil
import pytest

from archive import feeds
from archive.database import Archive, migrate
from archive.nouns import FeedSpec, PollRecord
from scheduler.doctor import Checkup, examine
from scheduler.environment import read_environment
from scheduler.variables import EnvironmentProblem
from tests.scheduler.command_line import marsad
from tests.scheduler.desk import SECRET
from tests.scheduler.nouns import NOON
from tests.servers.mail import MailServer
from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scheduler.desk import ConfigurationFolder

SUBJECTS = ["configuration", "data folder", "clock", "archive", "sources", "redis", "mail", "browser", "parsers"]


class Desk:
    """An installation that the doctor looks at."""

    def __init__(self, configuration: ConfigurationFolder, data: Path) -> None:
        self.configuration = configuration
        self.data = data
        migrate(f"sqlite:///{data}/archive.db")

    async def examined(self, **settings: str) -> dict[str, Checkup]:
        """What the doctor found, by subject."""
        environ = {f"MARSAD_{name}": value for name, value in settings.items()}
        environment = read_environment(environ, config=self.configuration.path, data=self.data)
        return {checkup.subject: checkup for checkup in await examine(environment, {})}

    def polls(self, *statuses: str) -> None:
        """So many feeds were polled, with these statuses."""
        archive = Archive.open(f"sqlite:///{self.data}/archive.db")
        specs = [FeedSpec(f"https://{number}.example/", str(number)) for number in range(len(statuses))]
        synced = archive.write_now(feeds.sync_feeds, specs, NOON)
        records = [
            PollRecord(feed.id, NOON, status, NOON, int(status != "ok"), ok=status == "ok")
            for feed, status in zip(synced, statuses, strict=True)
        ]
        archive.write_now(feeds.record_polls, records)
        archive.close()


@pytest.fixture
def desk(configuration: ConfigurationFolder, tmp_path: Path) -> Desk:
    """A sound installation without a mail server."""
    return Desk(configuration, tmp_path / "data")


async def test_sound_installation_is_well(desk: Desk, redis_server: RedisServer) -> None:
    """All but the mail server, which nobody has set; and it says so."""
    found = await desk.examined(REDIS_URL=redis_server.url)
    assert list(found) == SUBJECTS
    assert [checkup.subject for checkup in found.values() if not checkup.well] == ["mail"]
    assert "MARSAD_SMTP_HOST" in found["mail"].advice
    assert found["archive"].found == "SQLite, 0 entries pending"


async def test_archive_may_be_made_at_the_first_start(desk: Desk, redis_server: RedisServer, tmp_path: Path) -> None:
    """Whoever looks before the first `marsad run` has nothing to mend, and the doctor makes no archive."""
    desk.data = tmp_path / "fresh"
    archive = (await desk.examined(REDIS_URL=redis_server.url))["archive"]
    assert (archive.well, archive.found) == (True, "SQLite, made at the first start")
    assert not (desk.data / "archive.db").exists()


async def test_archive_that_cannot_be_made_is_found(desk: Desk, redis_server: RedisServer, tmp_path: Path) -> None:
    """A file stands where the archive's folder would be."""
    (tmp_path / "file").write_text("")
    url = f"sqlite:///{tmp_path}/file/archive.db"
    archive = (await desk.examined(REDIS_URL=redis_server.url, DATABASE_URL=url))["archive"]
    assert not archive.well
    assert archive.advice == f"make {tmp_path}/file a writable folder"


async def test_healthy_sources_are_counted(desk: Desk, redis_server: RedisServer) -> None:
    """One that fails is told by its notice; when most fail, the machine is to be looked at."""
    assert (await desk.examined(REDIS_URL=redis_server.url))["sources"].found == "none was polled yet"
    desk.polls("ok", "ok", "blocked")
    sources = (await desk.examined(REDIS_URL=redis_server.url))["sources"]
    assert (sources.well, sources.found) == (True, "2 of 3 healthy")
    desk.polls("timeout", "timeout", "ok")
    sources = (await desk.examined(REDIS_URL=redis_server.url))["sources"]
    assert (sources.well, sources.found) == (False, "1 of 3 healthy")


async def test_one_warning_is_one(desk: Desk, redis_server: RedisServer) -> None:
    """The doctor counts as its reader does, what does not suit the mail settings too."""
    found = await desk.examined(REDIS_URL=redis_server.url)
    assert found["configuration"].found == "0 mistakes, 1 warning"
    found = await desk.examined(REDIS_URL=redis_server.url, SMTP_HOST="127.0.0.1", SMTP_PORT="1")
    assert found["configuration"].found == "0 mistakes, 0 warnings"
    desk.configuration.writes("feeds.yaml", "feeds: []\n")
    found = await desk.examined(REDIS_URL=redis_server.url)
    assert found["configuration"].found == "0 mistakes, 2 warnings"


async def test_empty_database_is_what_the_start_expects(desk: Desk, redis_server: RedisServer) -> None:
    """Whoever has just made one has nothing to mend; it is told what makes the tables."""
    postgres = PostgresServer.start()
    try:
        postgres.execute("CREATE DATABASE fresh ENCODING 'UTF8' TEMPLATE template0")
        archive = (await desk.examined(REDIS_URL=redis_server.url, DATABASE_URL=postgres.url("fresh")))["archive"]
    finally:
        postgres.stop()
    assert (archive.well, archive.advice) == (True, "")
    assert archive.found.startswith("PostgreSQL, empty; brought up to date by the next `marsad run`, ")


async def test_younger_archive_is_a_failure(desk: Desk, redis_server: RedisServer) -> None:
    """No start mends that."""
    with sqlite3.connect(desk.data / "archive.db") as archive:
        archive.execute("UPDATE alembic_version SET version_num = '9999'")
    archive.close()
    found = (await desk.examined(REDIS_URL=redis_server.url))["archive"]
    assert not found.well
    assert "upgrade the program" in found.found


async def test_bundled_server_is_not_left_running(desk: Desk) -> None:
    """The doctor starts it to see that it starts."""
    found = await desk.examined()
    assert found["redis"].well
    names = [" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])]
    assert not [name for name in names if "valkey" in name and str(desk.data) in name]


async def test_each_failure_has_advice(desk: Desk, tmp_path: Path) -> None:
    """Everything is wrong at once; nothing raises, nothing is skipped, no secret shows."""
    desk.configuration.writes("watchlist.yaml", "place: []\n")
    (tmp_path / "file").write_text("")
    desk.data = tmp_path / "file" / "data"
    found = await desk.examined(
        REDIS_URL="redis://:canary@127.0.0.1:1/0",
        DATABASE_URL="postgresql+psycopg://marsad:canary@127.0.0.1:1/marsad",
        SMTP_HOST="127.0.0.1",
        SMTP_PORT="1",
        SMTP_PASSWORD="canary",
    )
    failing = [found[subject] for subject in ("configuration", "data folder", "archive", "redis", "mail")]
    assert not any(checkup.well for checkup in failing)
    assert all(checkup.advice for checkup in failing)
    assert "canary" not in str(found)


async def test_evicting_redis_is_found(desk: Desk) -> None:
    """Before the service refuses it."""
    with RedisServer("--maxmemory-policy", "allkeys-lru") as server:
        found = await desk.examined(REDIS_URL=server.url)
    assert "noeviction" in found["redis"].advice


async def test_untrusted_mail_server_is_found(desk: Desk, redis_server: RedisServer) -> None:
    """A certificate that nobody signed: nothing would ever be sent there."""
    async with MailServer() as server:
        found = await desk.examined(
            REDIS_URL=redis_server.url, SMTP_HOST=server.host, SMTP_PORT=str(server.port), SMTP_FROM="m@desk.example"
        )
    assert not found["mail"].well
    assert "TLS" in found["mail"].advice


async def test_webhooks_alone_need_no_mail(desk: Desk, redis_server: RedisServer) -> None:
    """Where alerts and notices go by webhook there is nothing to mend; where notices would reach nobody there is."""
    desk.configuration.writes("url", "https://desk.example/hook")
    desk.configuration.writes("secret", SECRET)
    hooks = "channels: {webhooks: [{id: hook, url_file: url, secret_file: secret}]}\n"
    desk.configuration.writes("alerts.yaml", "operator: {email: o@desk.example, webhook: hook}\n" + hooks)
    used = (await desk.examined(REDIS_URL=redis_server.url))["mail"]
    desk.configuration.writes("alerts.yaml", "operator: {email: o@desk.example}\n" + hooks)
    unheard = (await desk.examined(REDIS_URL=redis_server.url))["mail"]
    assert (used.well, used.found) == (True, "not used: alerts and notices go out by webhook")
    assert not unheard.well
    assert "name a webhook under `operator`" in unheard.advice


async def test_unsafe_mail_settings_are_explained(desk: Desk) -> None:
    """Before anything is tried, by the variable to change."""
    with pytest.raises(EnvironmentProblem, match="MARSAD_SMTP_TLS may be none for a mail server on this machine only"):
        await desk.examined(SMTP_HOST="mail.example", SMTP_TLS="none")


async def test_broken_alerts_are_not_mail_trouble(desk: Desk, redis_server: RedisServer) -> None:
    """Whoever follows the advice finds the mistake."""
    desk.configuration.writes("alerts.yaml", "operator: {}\n")
    assert "marsad check" in (await desk.examined(REDIS_URL=redis_server.url, SMTP_HOST="mail.example"))["mail"].advice


async def test_database_of_another_encoding_is_found(desk: Desk, redis_server: RedisServer) -> None:
    """With what to do about it."""
    postgres = PostgresServer.start()
    try:
        postgres.execute("CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0")
        found = await desk.examined(REDIS_URL=redis_server.url, DATABASE_URL=postgres.url("ascii"))
    finally:
        postgres.stop()
    assert "SQL_ASCII, not UTF8: make another one" in found["archive"].found


def test_command_ends_with_the_result(desk: Desk) -> None:
    """Exit code 1 for findings; the last line is JSON when asked for."""
    ran = marsad("doctor", "--config", desk.configuration.path, "--data", desk.data, "--json")
    assert (ran.code, [checkup["subject"] for checkup in ran.last]) == (1, SUBJECTS)
    assert "FAIL mail" in ran.err
    assert ran.out.count("\n") == 1
