"""What the image promises: hashed packages, no root, a health check, nothing of the user's in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Instructions = list[tuple[str, str]]


def _final_stage(dockerfile: Instructions) -> Instructions:
    last = max(index for index, (name, _) in enumerate(dockerfile) if name == "FROM")
    return dockerfile[last:]


def test_image_runs_without_root(dockerfile: Instructions) -> None:
    """The user is a number, so that an orchestrator can see that it is not root."""
    users = [rest for name, rest in _final_stage(dockerfile) if name == "USER"]
    assert users == ["10001:10001"]


def test_image_tells_its_health(dockerfile: Instructions) -> None:
    """The engine asks the service itself, not whether a process exists."""
    checks = [rest for name, rest in _final_stage(dockerfile) if name == "HEALTHCHECK"]
    assert len(checks) == 1
    assert checks[0].endswith('CMD ["marsad", "health"]')


def test_signals_reach_the_service(dockerfile: Instructions) -> None:
    """A shell as first process would swallow SIGTERM and the service could not drain."""
    assert ("ENTRYPOINT", '["marsad"]') in _final_stage(dockerfile)


def test_base_image_is_pinnable(dockerfile: Instructions) -> None:
    """The default names a version; a digest can take its place without editing the file."""
    assert dockerfile[0] == ("ARG", "PYTHON_IMAGE=python:3.13-slim")
    assert all(rest.startswith("${PYTHON_IMAGE}") for name, rest in dockerfile if name == "FROM")


def test_packages_install_by_hash(dockerfile: Instructions) -> None:
    """What is installed is what was tested, whatever an index says."""
    installs = [
        step for name, rest in dockerfile if name == "RUN" for step in rest.split("&&") if "pip install" in step
    ]
    assert installs
    assert all("--require-hashes" in step or "--no-index" in step for step in installs)


def test_build_tools_stay_behind(dockerfile: Instructions) -> None:
    """The last stage takes the finished environment alone from the first."""
    copies = [rest for name, rest in _final_stage(dockerfile) if name == "COPY"]
    assert copies == ["--from=build /opt/marsad /opt/marsad"]


def test_no_secret_enters_build(checkout: Path, dockerfile: Instructions) -> None:
    """The build context is a list of what goes in; the user's configuration and secrets are not on it."""
    rules = (checkout / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert rules[1] == "*"
    assert "config/*.yaml" in rules
    allowed = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    copied = {
        part for name, rest in dockerfile if name == "COPY" and "--from" not in rest for part in rest.split()[:-1]
    }
    assert copied <= allowed
