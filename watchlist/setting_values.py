"""What values in ``watchlist.yaml`` may look like, and what all of its models have in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from watchlist import ids

MOST_PHRASES = 200

EntityId = Annotated[str, Field(pattern=ids.PATTERN, max_length=ids.MOST_LETTERS)]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
NameText = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Phrases = Annotated[list[NameText], Field(max_length=MOST_PHRASES)]


class Strict(BaseModel):
    """A model without keys that nobody reads."""

    # The input stays out of errors: they may be logged, and names are secret.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
