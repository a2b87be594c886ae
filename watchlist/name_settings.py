"""The typed models of a name in ``watchlist.yaml`` and of what it needs before it counts."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from watchlist.names import Case
from watchlist.setting_values import MOST_PHRASES, EntityId, NameText, Phrases, Strict


class NeedSettings(Strict):
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


class NameSettings(Strict):
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
