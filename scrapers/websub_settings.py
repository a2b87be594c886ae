"""The typed form of ``websub``: the public address at which hubs deliver."""

from __future__ import annotations

from pydantic import Field, field_validator

from scrapers.access_settings import Strict
from scrapers.setting_values import url_parts


class WebsubSettings(Strict):
    """How hubs reach Marsad; without this key nothing is subscribed to and no port is open."""

    callback: str = Field(
        max_length=500, description="Public address that your reverse proxy hands on to MARSAD_PUSH_PORT (https)."
    )

    @field_validator("callback")
    @classmethod
    def _reachable(cls, callback: str) -> str:
        parts = url_parts(callback, "the callback")
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise ValueError("the callback must be an address like https://marsad.example.org/push")
        if parts.query or parts.fragment:
            raise ValueError("the callback's path is continued by Marsad: take ? and # and what follows out of it")
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise ValueError("the callback must begin with https://, for what hubs deliver to it must not be read")
        return callback
