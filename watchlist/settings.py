"""The typed models of ``watchlist.yaml``. Their descriptions become the JSON Schema and the reference page."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, WithJsonSchema, model_validator

from watchlist import ids
from watchlist.names import Case

MOST_ENTITIES = 1_000_000
MOST_RULES = 10_000
MOST_NAMES = 200
MOST_PHRASES = 200
MOST_INCLUDES = 100

EntityId = Annotated[str, Field(pattern=ids.PATTERN, max_length=ids.MOST_LETTERS)]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
NameText = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Phrases = Annotated[list[NameText], Field(max_length=MOST_PHRASES)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
IncludePath = Annotated[str, Field(pattern=r"^[^/\\\x00].*\.(jsonl|csv)$", max_length=200)]
Priority = Literal["low", "normal", "high"]
# YAML 1.1 reads a bare ``off`` as false, editors that follow YAML 1.2 as a word: both are meant.
OnOff = Annotated[bool, WithJsonSchema({"enum": ["on", "off", True, False]})]


class _Model(BaseModel):
    # The input stays out of errors: they may be logged, and names are secret.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class NeedSettings(_Model):
    """What must hold before a name counts; all of it."""

    cues: Phrases = Field(
        default_factory=list,
        description="Words or phrases of which one must be found; prefixes and endings are understood as in names.",
    )
    names: Annotated[list[EntityId], Field(max_length=MOST_PHRASES)] = Field(
        default_factory=list,
        description="Ids of places and actors of which one must be mentioned, itself beyond doubt.",
    )
    words: int | None = Field(
        default=None,
        ge=1,
        le=500,
        description=(
            "How many words away from the name, before or after it, `cues` and `names` may at most be; 1 is right "
            "beside it. Left out: anywhere in the article."
        ),
    )
    quotes: bool = Field(default=False, description="The name itself must stand in quotation marks: “قسد”.")
    count: int = Field(
        default=0,
        ge=0,
        le=100,
        description="How many mentions of this place or actor, by any of its names, the article must have at least.",
    )

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.cues or self.names or self.quotes or self.count):
            raise ValueError("say what the name needs: cues, names, quotes or count; or `nothing`")
        if self.words is not None and not (self.cues or self.names):
            raise ValueError("`words` says how near `cues` or `names` must be; give one of them")
        return self


NeedWord = Literal["nothing", "context", "parent", "quotes"]


def _form_of_item(written: object) -> str:
    return "mapping" if isinstance(written, (dict, NeedSettings)) else "word"


def _form_of(written: object) -> str:
    return "list" if isinstance(written, list) else _form_of_item(written)


# The form that was meant shows at once, so that an error speaks of that one alone.
_OneNeed = Annotated[NeedWord, Tag("word")] | Annotated[NeedSettings, Tag("mapping")]
_SeveralNeeds = Annotated[list[Annotated[_OneNeed, Discriminator(_form_of_item)]], Field(min_length=1, max_length=10)]
Needs = Annotated[_OneNeed | Annotated[_SeveralNeeds, Tag("list")], Discriminator(_form_of)]


class NameSettings(_Model):
    """A name with conditions."""

    text: NameText = Field(description="The name as it is written in news texts.")
    needs: Needs | None = Field(
        default=None,
        description=(
            "For a name that also means something else. `context`: it only counts beside a word such as 'town', or "
            "when another watched name is found in the same article; `parent`: when a place that it lies within is; "
            "`quotes`: when it stands in quotation marks; a mapping: when all that it says holds; a list: when one "
            "of its items holds; `nothing`: it always counts, and `marsad check` need not ask."
        ),
        examples=["context", {"cues": ["بلدة", "ريف"], "words": 3}, ["parent", "quotes"]],
    )
    unless: Phrases = Field(
        default_factory=list,
        description="Phrases in which the name means something else, such as سيارة هجين: there it never counts.",
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


class RuleSettings(_Model):
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


class WatchlistSettings(_Model):
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
