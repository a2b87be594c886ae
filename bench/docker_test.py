"""Builds the image, starts the stack, and sees every alert arrive while a crawler is killed.

Four outlets publish, in a container, articles that each name a watched place; a webhook container receives the alerts.
Halfway crawlers and alerters are scaled to two and every process of one crawler is killed with SIGKILL. At the end each
article must have been alerted exactly once, and SIGTERM must end every role by itself. `--keep` leaves the stack up.
"""

from __future__ import annotations

import base64
import contextlib
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from docker_engine import CHECKOUT, Engine, Stack, find_engine

if TYPE_CHECKING:
    from collections.abc import Callable

IMAGES = ("python:3.13-slim", "redis:8", "postgres:17")
OUTLETS = 4
ROLES = ("scheduler", "crawler", "alerter")
RECEIVED = "/tmp/received"  # noqa: S108 - a path in the receiver's container
KILL_ALL = "import os, signal; os.kill(-1, signal.SIGKILL)"  # every process of the container but its init


class Failed(Exception):
    """The stack did not do what it must; the message says what."""


def main() -> int:
    """Run the journey; 0 when all held or no engine is here."""
    engine = find_engine(IMAGES)
    if engine is None:
        print("docker-test: skipped: neither a Docker engine nor stand-ins (MARSAD_DOCKER_LAB) here")
        return 0
    with tempfile.TemporaryDirectory(prefix="marsad-docker-") as folder:
        stack = Stack(engine, Path(folder), f"marsad-test-{secrets.token_hex(3)}", "marsad-docker-test")
        try:
            journey(engine, stack)
        except (Failed, subprocess.SubprocessError) as failure:
            print(f"docker-test: FAILED: {failure}\n{getattr(failure, 'stderr', '') or ''}", file=sys.stderr)
            print(stack.compose("logs", "--tail=40"), file=sys.stderr)
            return 1
        finally:
            if "--keep" not in sys.argv:
                stack.compose("down", "--volumes", "--timeout", "30")
    print("docker-test: passed")
    return 0


def journey(engine: Engine, stack: Stack) -> None:
    """Build, start, alert, scale, kill, count."""
    say("building the image", lambda: engine.build(stack.image))
    furnish(stack.folder)
    say("starting the stack", lambda: stack.compose("up", "-d", "--no-build"))
    say("every role is healthy", lambda: wait(180, "healthy roles", lambda: healthy(stack, *ROLES)))
    publish(stack, 5)
    say("the first alert arrived", lambda: wait(60, "a first alert", lambda: bool(alerts(stack))))
    say("5 articles an outlet alerted", lambda: wait_for_alerts(stack, 5))
    stack.compose("up", "-d", "--no-build", "--no-recreate", "--scale", "crawler=2", "--scale", "alerter=2")
    say("two crawlers, two alerters", lambda: wait(120, "scaled roles", lambda: healthy(stack, *ROLES)))
    publish(stack, 25)
    wait(60, "the work to be under way", lambda: len(alerts(stack)) > OUTLETS * 5)
    kill_one_crawler(stack)
    publish(stack, 40)
    say("all articles alerted after the kill", lambda: wait_for_alerts(stack, 40))
    say("the killed crawler is back", lambda: wait(120, "the restart", lambda: healthy(stack, *ROLES)))
    judge(stack, 40)
    say("every role drained", lambda: drain(stack))


def furnish(folder: Path) -> None:
    """Put into the project's folder what an operator would: compose file, configuration, secrets."""
    shutil.copy(CHECKOUT / "docker-compose.yml", folder)
    shutil.copytree(CHECKOUT / "docker", folder / "docker")
    shutil.copytree(CHECKOUT / "docker" / "test" / "config", folder / "config")
    folder.chmod(0o755)
    subprocess.run([CHECKOUT / "tools" / "make-secrets", folder / "secrets"], check=True, capture_output=True)
    channels = folder / "secrets" / "channels"
    (channels / "webhook-url").write_text("http://receiver.test:8000/alerts", encoding="ascii")
    secret = base64.b64encode(secrets.token_bytes(32)).decode()
    (channels / "webhook-secret").write_text(f"whsec_{secret}", encoding="ascii")


def publish(stack: Stack, number: int) -> None:
    """Let every outlet have ``number`` articles."""
    stack.inside("newsroom", "python3", "/newsroom.py", "publish", str(number))


def alerts(stack: Stack) -> list[dict[str, str]]:
    """The alerts that the receiver accepted, in order."""
    lines = stack.inside("receiver", "cat", RECEIVED).splitlines()
    return [call for line in lines if (call := json.loads(line))["type"].startswith("alert.")]


def wait_for_alerts(stack: Stack, number: int) -> None:
    """Until every article published so far has been alerted."""
    expected = OUTLETS * number
    wait(240, f"{expected} alerted articles", lambda: len({call["url"] for call in alerts(stack)}) >= expected)


def healthy(stack: Stack, *services: str) -> bool:
    """Whether every container of the services is running and healthy."""
    states = [
        stack.inspect(container, "{{.State.Health.Status}}")
        for service in services
        for container in stack.containers(service)
    ]
    return len(states) >= len(services) and set(states) == {"healthy"}


def kill_one_crawler(stack: Stack) -> None:
    """SIGKILL to everything in one crawler's container, as a crash would; the restart policy must bring it back."""
    victim = stack.containers("crawler")[0]
    started = stack.inspect(victim, "{{.State.StartedAt}}")
    with contextlib.suppress(subprocess.CalledProcessError):  # it may end before the command's own result is read
        stack.engine.call("exec", victim, "python3", "-c", KILL_ALL)
    wait(60, "the killed crawler to restart", lambda: stack.inspect(victim, "{{.State.StartedAt}}") != started)
    print("  killed every process of a crawler")


def judge(stack: Stack, number: int) -> None:
    """Every article once: none lost, none twice under different ids."""
    time.sleep(5)  # a second alert for the same article would come now
    calls = alerts(stack)
    ids = {call["id"] for call in calls}
    articles = Counter(url for url, _ in {(call["url"], call["id"]) for call in calls})
    lost, doubled = OUTLETS * number - len(articles), sum(count > 1 for count in articles.values())
    figures = {"expected": OUTLETS * number, "alerts": len(ids), "calls": len(calls), "lost": lost, "doubled": doubled}
    print(json.dumps(figures))
    if lost or doubled:
        raise Failed(f"{lost} lost, {doubled} doubled")


def drain(stack: Stack) -> None:
    """SIGTERM to every role; each must end by itself, before the engine would kill it."""
    stack.compose("stop", "--timeout", "25", *ROLES)
    codes = {stack.inspect(container, "{{.State.ExitCode}}") for role in ROLES for container in stack.containers(role)}
    if codes != {"0"}:
        raise Failed(f"exit codes after SIGTERM: {', '.join(sorted(codes))}")


def wait(seconds: float, what: str, happened: Callable[[], bool]) -> None:
    """Until ``happened`` holds; raises :class:`Failed` after ``seconds``."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            raise Failed(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(1)


def say(what: str, work: Callable[[], object]) -> None:
    """Do one step and print how long it took."""
    start = time.monotonic()
    work()
    print(f"  {what} ({time.monotonic() - start:.1f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
