"""A channel that its receiver closed stays closed until a person opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.channels import disable_channel, disabled_channels, enable_channel
from tests.archive.world import NOON

if TYPE_CHECKING:
    from archive.database import Archive


def test_disabled_channels_are_listed(archive: Archive) -> None:
    """The reason is kept; the first one counts, so that the operator is told once."""
    assert archive.write_now(disable_channel, "desk", "gone", NOON)
    assert not archive.write_now(disable_channel, "desk", "other", NOON)
    assert archive.read_now(disabled_channels) == {"desk": "gone"}


def test_enabled_channels_are_forgotten(archive: Archive) -> None:
    """An enabled channel can be disabled, and reported, again."""
    archive.write_now(disable_channel, "desk", "gone", NOON)
    assert archive.write_now(enable_channel, "desk")
    assert not archive.write_now(enable_channel, "desk")
    assert archive.read_now(disabled_channels) == {}
    assert archive.write_now(disable_channel, "desk", "gone", NOON)
