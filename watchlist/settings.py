"""The typed models of ``watchlist.yaml``. Their descriptions become the JSON Schema and the reference page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from watchlist.name_settings import NameSettings  # noqa: TC001 - pydantic reads it
from watchlist.setting_values import EntityId, LanguageCode, NameText, Strict

MOST_ENTITIES = 1_000_000
MOST_RULES = 10_000
MOST_NAMES = 200
MOST_INCLUDES = 100

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
IncludePath = Annotated[str, Field(pattern=r"^[^/\\\x00].*\.(jsonl|csv)$", max_length=200)]
Priority = Literal["low", "normal", "high"]
# YAML 1.1 reads a bare ``off`` as false, editors that follow YAML 1.2 as a word: both are meant.
OnOff = Annotated[bool, WithJsonSchema({"enum": ["on", "off", True, False]})]


class _Entity(Strict):
    id: EntityId = Field(description="Unique over places and actors; rules and alerts refer to it. Never change it.")
    name: NameText = Field(description="What alerts call it. Looked for in texts only when `names` lists none.")
    names: dict[LanguageCode, Annotated[list[NameText | NameSettings], Field(max_length=MOST_NAMES)]] = Field(
        default_factory=dict,
        max_length=50,
        description="What to look for, by language code (ar, en, ckb, ...). Every name is looked for in every text.",
    )

    @property
    def lists_names(self) -> bool:
        """Whether there is any in ``names``; else it is looked for by what it is called."""
        return any(self.names.values())


class PlaceSettings(_Entity):
    """A watched place."""

    within: EntityId | None = Field(default=None, description="The id of the place that it lies in.")
    at: tuple[Latitude, Longitude] | None = Field(default=None, description="Latitude and longitude in degrees.")
    population: int | None = Field(
        default=None,
        ge=0,
        description="How many people live there. From 100,000 on `marsad check` does not doubt its names.",
    )
    seat: bool = Field(
        default=False,
        description=(
            "Whether it is a governorate, province or district, or the town that one is governed from: then "
            "`marsad check` does not doubt its names."
        ),
    )


class ActorSettings(_Entity):
    """A watched actor: a group, an institution, a person."""


class RuleSettings(Strict):
    """A combination that is worth an alert."""

    id: EntityId = Field(description="Unique among rules; alerts refer to it. Never change it.")
    when: str = Field(
        min_length=1,
        max_length=4000,
        description=(
            'Ids of places and actors, "phrases" and wild* words, joined by AND, OR, NOT, NEAR/n, ONEAR/n, brackets. '
            "`under:ID` is a place or any place within it, `within:50km@34.69,40.83` any place in the circle; "
            "`title:`, `lead:` and `atleast/n` ask where and how often; `lang:`, `source:` and `tag:` where the "
            "article comes from. See docs/rules.md."
        ),
        examples=["under:deir-ez-zor AND sdf", 'title:hajin AND (sdf NEAR/10 "غارة" OR atleast/3 islamic-state)'],
    )
    priority: Priority = Field(default="normal", description="How urgent its alerts are; `alerts.yaml` routes by it.")


class WatchlistSettings(Strict):
    """What to look for, and which combinations are worth an alert."""

    include: Annotated[list[IncludePath], Field(max_length=MOST_INCLUDES)] = Field(
        default_factory=list,
        description=(
            "Files beneath this one's folder that list more places and actors, one a line: `.jsonl` (the keys of a "
            "place or an actor, and `kind`) or `.csv`."
        ),
        examples=[["lists/villages.jsonl", "lists/actors.csv"]],
    )
    places: list[PlaceSettings] = Field(default_factory=list, max_length=MOST_ENTITIES, description="Watched places.")
    actors: list[ActorSettings] = Field(default_factory=list, max_length=MOST_ENTITIES, description="Watched actors.")
    rules: list[RuleSettings] = Field(
        default_factory=list, max_length=MOST_RULES, description="Without rules every watched name alerts."
    )
    default_rule: OnOff = Field(
        default=True,
        description="Whether a name that no rule refers to alerts by itself; `off` leaves it to the rules alone.",
    )
