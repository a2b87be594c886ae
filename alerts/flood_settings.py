"""The part of ``alerts.yaml`` that says when alerts are too many to be told one by one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class FloodSettings(BaseModel):
    """When a feed or a rule suddenly alerts far more than usual, what is too much is told in summaries."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    enabled: bool = Field(
        default=True, description="Without it each alert is told by itself, those of a feed's first poll too."
    )
    alerts: int = Field(
        default=10,
        ge=1,
        le=10_000,
        description="So many of one feed or one rule within ten minutes are told one by one, whatever is usual.",
    )
    times: float = Field(
        default=10,
        ge=1,
        le=10_000,
        description="And so many times as many as this feed or this rule usually brings.",
    )
    wait_seconds: int = Field(
        default=120,
        ge=1,
        le=120,
        description="So long the first summary waits for what else comes; later ones wait up to seven and a half "
        "times as long.",
    )


def _in_full(value: object) -> object:
    """``off`` for a guard that is not enabled; the key alone changes nothing."""
    if value in (False, "off"):  # YAML 1.1 reads a bare off as false
        return {"enabled": False}
    return {} if value in (None, True, "on") else value


FloodOrOff = Annotated[
    FloodSettings, BeforeValidator(_in_full, json_schema_input_type=FloodSettings | Literal["on", "off", True, False])
]
