"""The typed models of ``watchlist.yaml``. Their descriptions become the JSON Schema and the reference page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from watchlist.names import Case

MOST_ENTITIES = 1_000_000
MOST_RULES = 10_000
MOST_NAMES = 200

EntityId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
NameText = Annotated[str, Field(min_length=1, max_length=200)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Priority = Literal["low", "normal", "high"]
# YAML 1.1 reads a bare ``off`` as false, editors that follow YAML 1.2 as a word: both are meant.
OnOff = Annotated[bool, WithJsonSchema({"enum": ["on", "off", True, False]})]


class _Model(BaseModel):
    # The input stays out of errors: they may be logged, and names are secret.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class NameSettings(_Model):
    """A name with conditions."""

    text: NameText = Field(description="The name as it is written in news texts.")
    needs: Literal["context"] | None = Field(
        default=None,
        description=(
            "`context`: the bare name also means something else, so it only counts beside a word such as 'town' "
            "or when another watched name, for example the place it lies in, is found in the same article."
        ),
    )
    exact: bool = Field(
        default=False,
        description="Letters must be exactly these: أ is not ا, é is not e. Always so for names of one or two letters.",
    )
    case: Case = Field(
        default=Case.CAPITAL,
        description=(
            "`capital`: the first word that begins with a capital here must begin with one in the text; "
            "`exact`: all capitals as here; `any`: capitals do not matter."
        ),
    )


class _Entity(_Model):
    id: EntityId = Field(description="Unique over places and actors; rules and alerts refer to it. Never change it.")
    name: NameText = Field(description="What alerts call it. Looked for in texts only when `names` is left out.")
    names: dict[LanguageCode, Annotated[list[NameText | NameSettings], Field(max_length=MOST_NAMES)]] = Field(
        default_factory=dict,
        max_length=50,
        description="What to look for, by language code (ar, en, ckb, ...). Every name is looked for in every text.",
    )


class PlaceSettings(_Entity):
    """A watched place."""

    within: EntityId | None = Field(default=None, description="The id of the place that it lies in.")
    at: tuple[Latitude, Longitude] | None = Field(default=None, description="Latitude and longitude in degrees.")


class ActorSettings(_Entity):
    """A watched actor: a group, an institution, a person."""


class RuleSettings(_Model):
    """A combination that is worth an alert."""

    id: EntityId = Field(description="Unique among rules; alerts refer to it. Never change it.")
    when: str = Field(
        min_length=1,
        max_length=4000,
        description=(
            "Ids of places and actors joined by AND, OR, NOT and brackets; `under:ID` is a place or any place within "
            "it; `lang:CODE` is the language of the article."
        ),
        examples=["under:deir-ez-zor AND sdf"],
    )
    priority: Priority = Field(default="normal", description="How urgent its alerts are; `alerts.yaml` routes by it.")


class WatchlistSettings(_Model):
    """What to look for, and which combinations are worth an alert."""

    places: list[PlaceSettings] = Field(default_factory=list, max_length=MOST_ENTITIES, description="Watched places.")
    actors: list[ActorSettings] = Field(default_factory=list, max_length=MOST_ENTITIES, description="Watched actors.")
    rules: list[RuleSettings] = Field(
        default_factory=list, max_length=MOST_RULES, description="Without rules every watched name alerts."
    )
    default_rule: OnOff = Field(
        default=True,
        description="Whether a name that no rule refers to alerts by itself; `off` leaves it to the rules alone.",
    )
