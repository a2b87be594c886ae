"""The service split into roles, as docker-compose.yml starts them: PostgreSQL, a Redis behind a password, processes."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import psycopg

from archive.database import Archive, migrate
from archive.leases import drop_leases
from tests.journeys.running import RunningService
from tests.journeys.world import Alert, World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.postgres import PostgresServer
    from tests.servers.redis import RedisServer


class SplitWorld(World):
    """A world whose service is several processes; the archive is migrated by the test."""

    def __init__(self, folder: Path, postgres: PostgresServer, redis: RedisServer, outlets: int = 2) -> None:
        self.redis = redis
        self._database = postgres.url(postgres.new_database())
        self._roles: list[RunningService] = []
        password = folder / "redis-password"
        password.write_text(f"{redis.password}\n", encoding="ascii")
        addresses = {"MARSAD_DATABASE_URL": self._database, "MARSAD_REDIS_URL": redis.url}
        super().__init__(folder, outlets, addresses | {"MARSAD_REDIS_PASSWORD_FILE": str(password)})

    async def starts(self, *roles: str) -> list[RunningService]:
        """Start a process for each of these roles, all at once, and wait until they are at work."""
        started = [self._process(role) for role in roles]
        await asyncio.gather(*(one.start() for one in started))
        return started

    async def starts_in_vain(self, role: str, **settings: str) -> tuple[int, str]:
        """Start a process that cannot work with these settings; its exit code and last words."""
        one = self._process(role)
        await one.begin(**settings)
        return await one.ended(), one.last_words()

    async def migrates(self) -> None:
        """What the service ``migrate`` does, once, before the others start."""
        await asyncio.to_thread(migrate, self._database)

    def leases_run_out(self) -> None:
        """Two minutes pass for whatever in the archive a process holds, be it alive or dead."""
        archive = Archive.open(self._database)
        archive.write_now(drop_leases)
        archive.close()

    def doubled(self) -> dict[Alert, set[str]]:
        """Alerts that came under more than one id."""
        ids: dict[Alert, set[str]] = defaultdict(set)
        for alert, message_id in self.accepted():
            ids[alert].add(message_id)
        return {alert: found for alert, found in ids.items() if len(found) > 1}

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Read the archive."""
        with psycopg.connect(self._database.replace("+psycopg", "")) as connection:
            return connection.execute(statement.encode()).fetchall()

    def handed_out(self) -> list[int]:
        """The feeds of all polls that wait for a crawler."""
        queues = self._ask_redis("KEYS", "marsad:*:tasks:poll.msgs")
        tasks = [json.loads(message) for queue in queues for message in self._ask_redis("HVALS", queue)]
        return sorted(feed for task in tasks for feed in task["args"][0])

    def last_words(self) -> str:
        """The end of what each role said."""
        return "\n\n".join(f"{one.role}:\n{one.last_words()}" for one in self._roles)

    def _ask_redis(self, *command: str) -> list[str]:
        answer = self.redis.order(*command)
        assert isinstance(answer, list)
        return answer

    def _process(self, role: str) -> RunningService:
        settings = self._mail_settings() | self._settings
        data = f"{role}-{len(self._roles)}"
        one = RunningService(self._folder, settings, role=role, data=data)
        self._roles.append(one)
        self._stack.push_async_callback(one.leave)
        return one
