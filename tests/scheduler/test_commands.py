"""The operator's commands: exit codes 0 ok, 1 findings, 2 usage; with --json the last line is the result."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from archive import deliveries
from archive.backup import backup
from archive.database import Archive, migrate
from archive.lock import locked_data
from archive.nouns import DeliveryState
from archive.summaries import Summary, add_summary
from scheduler.variables import SETTINGS
from tests.archive.world import HOOK, MAIL, NOON, World
from tests.scheduler.command_line import marsad
from tests.servers.webhook import SECRET, WebhookReceiver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.scheduler.desk import ConfigurationFolder


def test_help_names_every_command() -> None:
    """One screen, each with its sentence."""
    ran = marsad("--help")
    wanted = "run demo check doctor match parse-feed url-key extract test-alert deliveries backup restore migrate"
    assert ran.code == 0
    for name in (*wanted.split(), "health", "settings", "schemas"):
        assert f"\n  {name} " in ran.out


def test_no_command_is_usage() -> None:
    """Help, and exit code 2."""
    assert marsad().code == 2
    assert marsad("nonsense").code == 2


def test_unknown_setting_is_usage(configuration: ConfigurationFolder) -> None:
    """A misspelt variable is told before anything is done."""
    ran = marsad("check", "--config", configuration.path, SMPT_HOST="mail")
    assert (ran.code, ran.err.strip()) == (
        2,
        "marsad: MARSAD_SMPT_HOST is not a setting; did you mean MARSAD_SMTP_HOST?",
    )


def test_check_passes_a_sound_folder(configuration: ConfigurationFolder) -> None:
    """Exit code 0; the folder may come from the environment, and so does the mail server."""
    ran = marsad("check", CONFIG=str(configuration.path), SMTP_HOST="mail.desk.example")
    assert (ran.code, ran.out) == (0, "The configuration is sound.\n")


def test_check_tells_mistakes(configuration: ConfigurationFolder) -> None:
    """Exit code 1; a warning alone is 0."""
    configuration.writes("watchlist.yaml", "place: []\n")
    ran = marsad("check", "--config", configuration.path)
    assert ran.code == 1
    assert "watchlist.yaml:1: error: unknown key 'place' (did you mean 'places'?)" in ran.out
    configuration.writes("watchlist.yaml", "")
    configuration.writes("feeds.yaml", "")
    assert marsad("check", "--config", configuration.path).code == 0


def test_check_looks_at_the_settings(configuration: ConfigurationFolder) -> None:
    """What alerts.yaml asks for and the environment does not give; a setting that cannot work is usage."""
    ran = marsad("check", "--config", configuration.path)
    assert (ran.code, "MARSAD_SMTP_HOST is not set" in ran.out) == (0, True)
    ran = marsad("check", "--config", configuration.path, HEARTBEAT_URL="beat.example")
    assert (ran.code, ran.err.startswith("marsad: MARSAD_HEARTBEAT_URL must be")) == (2, True)


def test_check_in_json(configuration: ConfigurationFolder) -> None:
    """The last line; people read the rest on the other channel."""
    configuration.writes("watchlist.yaml", "place: []\n")
    ran = marsad("check", "--config", configuration.path, "--json")
    assert (ran.code, ran.last["errors"], ran.out.count("\n")) == (1, 1, 1)
    assert ran.last["findings"][0] == {
        "file": "watchlist.yaml",
        "line": 1,
        "message": "unknown key 'place'",
        "hint": "did you mean 'places'?",
        "severity": "error",
    }
    assert "unknown key" in ran.err


def test_settings_are_listed() -> None:
    """Each with its default and its meaning."""
    ran = marsad("settings")
    assert ran.code == 0
    for setting in SETTINGS:
        assert f"MARSAD_{setting.name}" in ran.out
        assert setting.meaning in ran.out


def test_schemas_are_written(tmp_path: Path) -> None:
    """Where one asks for them."""
    ran = marsad("schemas", tmp_path / "schemas")
    assert (ran.code, len(list((tmp_path / "schemas").iterdir()))) == (0, 3)


def test_migrate_is_repeatable(tmp_path: Path) -> None:
    """It makes the data folder for its owner alone."""
    for _ in range(2):
        assert marsad("migrate", "--data", tmp_path / "data").code == 0
    assert (tmp_path / "data/archive.db").is_file()
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_archive_problem_is_one_line(tmp_path: Path) -> None:
    """What is wrong and what to do, without a traceback."""
    for ran in (
        marsad("deliveries", "list", "--data", tmp_path),
        marsad("migrate", "--data", tmp_path, DATABASE_URL="postgresql+psycopg://canary:canary@127.0.0.1:1/x"),
    ):
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("marsad: ")
        assert ran.err.count("\n") == 1
        assert "canary" not in ran.err


def test_system_refusal_is_one_line(tmp_path: Path) -> None:
    """A file in the place of a folder, or a full disk under the output: what it is and where, without a traceback."""
    (tmp_path / "file").touch()
    for arguments in (["migrate", "--data", tmp_path / "file"], ["schemas", tmp_path / "file"]):
        ran = marsad(*arguments)
        assert (ran.code, ran.out, ran.err) == (1, "", f"marsad: File exists: {tmp_path / 'file'}\n")


def test_health_without_a_service_is_a_finding() -> None:
    """A container's health check."""
    ran = marsad("health", HTTP_PORT="1")
    assert (ran.code, ran.err) == (1, "marsad: the service does not answer on its private port\n")


class Desk:
    """A data folder with three deliveries: one sent, one dead, one due."""

    def __init__(self, data: Path) -> None:
        self.data = data
        url = f"sqlite:///{data}/archive.db"
        migrate(url)
        self.archive = Archive.open(url)
        newsroom = World(self.archive)
        newsroom.alerts(MAIL, HOOK, guid="1")
        newsroom.alerts(MAIL, guid="2", at=NOON + timedelta(minutes=1))
        sent, dead, _ = newsroom.sender_claims(at=NOON + timedelta(minutes=2))
        self.dead = dead.id
        write = self.archive.write_now
        write(deliveries.mark_sent, sent.id, "sender-1", NOON)
        write(deliveries.mark_dead, dead.id, "sender-1", "http_5xx", NOON)

    def states(self) -> list[str]:
        """How the deliveries stand."""
        return sorted(row.state.value for row in self.archive.read_now(deliveries.list_deliveries, limit=10))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk beside which commands run."""
    desk = Desk(tmp_path)
    yield desk
    desk.archive.close()


def test_deliveries_are_listed(desk: Desk) -> None:
    """The youngest first; by state; as JSON."""
    ran = marsad("deliveries", "list", "--data", desk.data)
    assert (ran.code, ran.out.count("\n")) == (0, 3)
    rows: list[dict[str, Any]] = marsad("deliveries", "list", "--data", desk.data, "--json").last
    assert [row["id"] for row in rows] == sorted((row["id"] for row in rows), reverse=True)
    dead = marsad("deliveries", "list", "--state", "dead", "--data", desk.data, "--json").last
    assert [(row["id"], row["status"], row["state"]) for row in dead] == [(desk.dead, "http_5xx", "dead")]
    assert len(marsad("deliveries", "list", "--limit", "1", "--data", desk.data, "--json").last) == 1


def test_articles_of_a_summary_are_listed(desk: Desk) -> None:
    """Those too for which its message had no room; nothing that an outlet wrote moves the cursor."""
    first = desk.archive.read_now(deliveries.list_deliveries, limit=1)[0].alert_id or 0
    told = Summary(2, (), (), ((first,), (999,)))
    desk.archive.write_now(add_summary, told, MAIL, NOON)
    [row] = [
        row
        for row in marsad("deliveries", "list", "--data", desk.data, "--json").last
        if row["about"].startswith("summary")
    ]
    number = row["about"].removeprefix("summary ")
    ran = marsad("deliveries", "articles", number, "--data", desk.data)
    assert (ran.code, ran.out.count("\n"), "https://enab.example/a" in ran.out) == (0, 1, True)
    [listed] = marsad("deliveries", "articles", number, "--data", desk.data, "--json").last
    assert listed["url"] == "https://enab.example/a"
    assert marsad("deliveries", "articles", "99", "--data", desk.data).code == 1


def test_dead_deliveries_are_retried(desk: Desk) -> None:
    """By number, or all of them."""
    ran = marsad("deliveries", "retry", desk.dead, "--data", desk.data)
    assert (ran.code, ran.out) == (0, "1 deliveries are due again.\n")
    assert desk.states() == ["due", "due", "sent"]
    assert marsad("deliveries", "retry", "--all", "--data", desk.data).out == "0 deliveries are due again.\n"
    unknown = marsad("deliveries", "retry", desk.dead, 99_999, "--data", desk.data)
    assert unknown.out == "1 deliveries are due again.\n"
    assert unknown.err.startswith("1 are not: sent already, being sent now, or unknown")


@pytest.mark.parametrize(
    "arguments", [["retry"], ["retry", "1", "--all"], ["list", "--state", "gone"], ["retry", "x"], ["retry", "9" * 30]]
)
def test_wrong_delivery_arguments_are_usage(desk: Desk, arguments: list[str]) -> None:
    """Exit code 2, and nothing changed."""
    assert marsad("deliveries", *arguments, "--data", desk.data).code == 2
    assert desk.states() == ["dead", "due", "sent"]


def test_backup_and_restore(desk: Desk, tmp_path: Path) -> None:
    """The copy comes back with another generation, so that a younger Redis is not believed."""
    assert marsad("backup", tmp_path / "copy", "--data", desk.data).code == 0
    before = desk.archive.generation
    desk.archive.close()
    assert marsad("restore", tmp_path / "copy", "--data", desk.data).code == 1
    ran = marsad("restore", tmp_path / "copy", "--replace", "--data", desk.data)
    assert (ran.code, ran.out.startswith("Restored.")) == (0, True)
    with_new = Archive.open(f"sqlite:///{desk.data}/archive.db")
    assert with_new.generation != before
    assert len(with_new.read_now(deliveries.list_deliveries, state=DeliveryState.DEAD, limit=9)) == 1
    with_new.close()


def test_restore_refuses_a_running_service(desk: Desk, tmp_path: Path) -> None:
    """It would take the archive from under its feet."""
    backup(f"sqlite:///{desk.data}/archive.db", tmp_path / "copy")
    with locked_data(desk.data):
        ran = marsad("restore", tmp_path / "copy", "--replace", "--data", desk.data)
    assert (ran.code, f"process {os.getpid()}" in ran.err) == (1, True)


def test_restore_of_a_torn_copy_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    """A disk that filled up while the copy was made."""
    backup(f"sqlite:///{desk.data}/archive.db", tmp_path / "copy")
    content = (tmp_path / "copy").read_bytes()
    (tmp_path / "torn").write_bytes(content[: len(content) // 2])
    ran = marsad("restore", tmp_path / "torn", "--replace", "--data", desk.data)
    assert (ran.code, "Traceback" in ran.err) == (1, False)
    assert desk.states() == ["dead", "due", "sent"]


async def test_test_alert_reaches_a_webhook(configuration: ConfigurationFolder) -> None:
    """Through the real channel, signed, marked as a test; exit code 0 only when it was accepted."""
    async with WebhookReceiver() as receiver:
        hook = "{id: desk, url_file: secrets/url, secret_file: secrets/secret, allow_private: true}"
        operator = "operator: {email: operator@desk.example}\n"
        configuration.writes("alerts.yaml", f"{operator}channels:\n  webhooks:\n    - {hook}\n")
        configuration.writes("secrets/url", receiver.url)
        configuration.writes("secrets/secret", SECRET)
        command = ("test-alert", "desk", "--config", configuration.path, "--json")
        accepted = await asyncio.to_thread(marsad, *command)
        receiver.answers_with(500)
        refused = await asyncio.to_thread(marsad, *command)
    assert (accepted.code, accepted.last["outcome"]) == (0, "sent")
    assert (receiver.calls[0].verified, receiver.calls[0].event["type"]) == (True, "alert.test")
    assert (refused.code, refused.last["code"]) == (1, 500)


def test_unknown_channel_is_usage(configuration: ConfigurationFolder) -> None:
    """It names those that there are."""
    ran = marsad("test-alert", "nonsense", "--config", configuration.path)
    assert (ran.code, ran.err.startswith("marsad: ")) == (2, True)
    assert ran.out == ""
