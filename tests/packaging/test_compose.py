"""What docker-compose.yml promises: each container as powerless as its work allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SERVICES = ("redis", "db", "migrate", "scheduler", "crawler", "alerter")
ROLES = ("scheduler", "crawler", "alerter")

Compose = dict[str, Any]


def test_services_are_the_six(compose: Compose) -> None:
    """One more container would be one more thing to guard."""
    assert set(compose["services"]) == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_containers_hold_no_capability(compose: Compose, service: str) -> None:
    """What breaks into a container gets no power over the machine."""
    settings = compose["services"][service]
    assert settings["cap_drop"] == ["ALL"]
    assert "cap_add" not in settings
    assert "privileged" not in settings


@pytest.mark.parametrize("service", SERVICES)
def test_containers_gain_no_privilege(compose: Compose, service: str) -> None:
    """A setuid program inside an image is worth nothing."""
    assert "no-new-privileges:true" in compose["services"][service]["security_opt"]


@pytest.mark.parametrize("service", SERVICES)
def test_root_filesystems_are_readonly(compose: Compose, service: str) -> None:
    """What is written goes to a named volume or to memory."""
    settings = compose["services"][service]
    assert settings["read_only"] is True
    assert any(mount.startswith("/tmp") for mount in settings["tmpfs"])  # noqa: S108 - a path in a container


@pytest.mark.parametrize("service", SERVICES)
def test_memory_and_processes_limited(compose: Compose, service: str) -> None:
    """A fork bomb or a leak stays in its own container."""
    settings = compose["services"][service]
    assert settings["mem_limit"]
    assert 0 < settings["pids_limit"] <= 256


@pytest.mark.parametrize("service", SERVICES)
def test_init_reaps_dead_children(compose: Compose, service: str) -> None:
    """Killed parser processes must not stay as zombies until the process limit is reached."""
    assert compose["services"][service]["init"] is True


@pytest.mark.parametrize("service", [name for name in SERVICES if name != "migrate"])
def test_services_restart_by_themselves(compose: Compose, service: str) -> None:
    """A crash at night must not wait for a person."""
    assert compose["services"][service]["restart"] == "unless-stopped"


def test_migrate_runs_once_first(compose: Compose) -> None:
    """No role may start on tables that are older than its code."""
    assert compose["services"]["migrate"]["restart"] == "no"
    for role in ROLES:
        conditions = {name: on["condition"] for name, on in compose["services"][role]["depends_on"].items()}
        assert conditions["migrate"] == "service_completed_successfully"
        assert conditions["db"] == conditions["redis"] == "service_healthy"


@pytest.mark.parametrize("service", ["redis", "db"])
def test_servers_tell_their_health(compose: Compose, service: str) -> None:
    """The roles wait for a server that answers, not for a process that exists."""
    assert compose["services"][service]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("service", ["redis", "db"])
def test_servers_run_without_root(compose: Compose, service: str) -> None:
    """The public images start as root unless told otherwise."""
    assert compose["services"][service]["user"] in {"redis", "postgres"}


@pytest.mark.parametrize("service", SERVICES)
def test_no_port_is_published(compose: Compose, service: str) -> None:
    """Nothing of Marsad is reachable from outside the machine."""
    settings = compose["services"][service]
    assert not {"ports", "network_mode", "container_name"} & set(settings)


def test_servers_sit_on_internal_network(compose: Compose) -> None:
    """Redis and the database are reached by Marsad alone and reach nothing."""
    assert compose["networks"]["data"]["internal"] is True
    for service in ("redis", "db", "migrate"):
        assert compose["services"][service]["networks"] == ["data"]


def test_crawler_egress_stands_apart(compose: Compose) -> None:
    """The container that meets hostile pages shares its way out with no other."""
    members = {name: set(settings["networks"]) for name, settings in compose["services"].items()}
    assert members["crawler"] == {"data", "web"}
    assert [name for name, networks in members.items() if "web" in networks] == ["crawler"]
    assert not compose["networks"]["web"]


def test_secrets_come_as_files(compose: Compose) -> None:
    """An environment variable shows in `docker inspect`; a file does not."""
    assert all(set(source) == {"file"} for source in compose["secrets"].values())
    for settings in compose["services"].values():
        for name, value in settings.get("environment", {}).items():
            if any(word in name for word in ("PASSWORD", "DSN", "HEARTBEAT_URL", "TOKEN")):
                assert name.endswith("_FILE")
                assert value.removeprefix("/run/secrets/") in settings["secrets"]


@pytest.mark.parametrize("role", ["migrate", *ROLES])
def test_roles_hold_needed_secrets_only(compose: Compose, role: str) -> None:
    """A crawler that is broken into does not know the mail password."""
    settings = compose["services"][role]
    used = {v.removeprefix("/run/secrets/") for k, v in settings["environment"].items() if k.endswith("_FILE")}
    assert set(settings["secrets"]) == used


@pytest.mark.parametrize("role", ROLES)
def test_configuration_is_mounted_readonly(compose: Compose, role: str) -> None:
    """The containers read the user's files and can write nothing but their own volume."""
    volumes = compose["services"][role]["volumes"]
    assert "./config:/config:ro" in volumes
    assert [volume for volume in volumes if not volume.endswith(":ro")] == [f"{role}:/data"]


def test_images_name_a_version(compose: Compose) -> None:
    """`latest` changes under a running installation; a variable lets a digest take the tag's place."""
    for settings in compose["services"].values():
        name, _, tag = settings["image"].partition(":")
        assert name == "marsad" or (tag and tag != "latest")


def test_logs_cannot_fill_disk(compose: Compose) -> None:
    """Years of log lines are bounded."""
    for settings in compose["services"].values():
        assert settings["logging"]["options"]["max-size"]


def test_redis_keeps_what_it_has(checkout: Path) -> None:
    """Append-only, never evicting, behind a password; KEYS stays allowed, for a dead worker's tasks depend on it."""
    script = (checkout / "docker" / "redis-start").read_text(encoding="utf-8")
    for line in ("appendonly yes", "maxmemory-policy noeviction", "user default on #$digest"):
        assert line in script
    assert "-@dangerous" in script
    assert "+keys" in script
