"""Whether an address can be a feed's, in the words in which ``marsad check`` says it. Pure."""

from __future__ import annotations

from pydantic import ValidationError

from scrapers.settings import FeedSettings


def problem_of(url: str) -> str | None:
    """Why this cannot be a feed's address, None if it can. The address is not repeated: it may hold a password."""
    try:
        FeedSettings(url=url)
    except ValidationError as error:
        return first_words(error)
    return None


def first_words(error: ValidationError) -> str:
    """What is wrong first, in plain words."""
    return str(error.errors(include_url=False)[0]["msg"]).removeprefix("Value error, ")
