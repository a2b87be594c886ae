"""The body of a webhook call, as models that its documentation is generated from."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - pydantic reads it when the models are made
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from alerts.news import Reason  # noqa: TC001 - the same

EventType = Literal["alert.created", "alert.updated", "alert.test"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mark(_Part):
    """A matched run of text."""

    start: int = Field(description="First code point of the run.")
    end: int = Field(description="Code point after the run.")


class MarkedText(_Part):
    """A piece of the article with the matched words in it."""

    field: Literal["title", "text"] = Field(description="Where the piece stands in the article.")
    text: str = Field(description="The piece; an ellipsis stands where a long sentence was cut.")
    direction: Literal["ltr", "rtl"] = Field(description="Which way most of the piece is written.")
    marks: tuple[Mark, ...] = Field(description="The matched words, in order, as offsets into this piece.")


class MentionPart(_Part):
    """A watched name found in the article."""

    name_id: str = Field(description="Id of the place or actor in the watchlist.")
    kind: str = Field(description="place or actor.")
    name: str = Field(description="The name as the watchlist has it.")
    surface: str = Field(description="The words as they stand in the article.")
    field: Literal["title", "text"] = Field(description="Where they stand.")
    start: int = Field(description="First code point, in that field of the archived article.")
    end: int = Field(description="Code point after the last.")


class ArticlePart(_Part):
    """The article the alert is about."""

    url: str | None = Field(
        description="Link to the article in ASCII, http or https; null when the feed's own is not fit to be followed."
    )
    outlet: str = Field(description="Name of the feed it came from.")
    author: str | None = Field(description="Author, when the page names one.")
    language: str | None = Field(description="Language tag of the text, when known.")
    title: MarkedText = Field(description="The title.")
    published_at: datetime | None = Field(
        description="When the article was published, by its feed's or its page's word."
    )
    seen_at: datetime = Field(description="When Marsad first saw it.")
    body_source: Literal["page", "feed"] = Field(description="feed when the page itself could not be read.")


class ChangePart(_Part):
    """Something that the article tells and that no alert of its thread told before."""

    after: str = Field(description="What it tells now: a name, a figure or other words.")
    before: str | None = Field(description="What stood in its place, when that is known.")


class VersionPart(_Part):
    """An article elsewhere."""

    outlet: str = Field(description="Name of the feed it came from.")
    url: str | None = Field(description="As that of an alert's article.")
    at: datetime = Field(description="When it was published, or first seen where that is not known.")


class CopiesPart(_Part):
    """The other outlets that have the same text, as far as they were known when this was sent."""

    outlets_total: int = Field(description="How many outlets they are.")
    outlets: tuple[str, ...] = Field(description="Names of the first of them.")
    earliest: VersionPart | None = Field(description="The earliest version; null when it is the article itself.")
    fullest: VersionPart | None = Field(description="The longest version; null when none is much longer.")


class AlertPart(_Part):
    """The alert."""

    rule: str = Field(description="Id of the rule that held, or name:<id> for a name that alerts by itself.")
    revision: int = Field(description="1, or more when a copy of the same text tells more than the alert before.")
    reason: Reason = Field(
        description="first: news. names, figures, added: watched names, figures or (by one outlet) sentences with them "
        "that are new in a copy. corrected, retracted: by an outlet. resembles: news in an earlier report's words."
    )
    changes: tuple[ChangePart, ...] = Field(description="What is new; the first ones of many.")
    notice: str | None = Field(description="The outlet's own words for what it has corrected or retracted.")
    resembles: VersionPart | None = Field(
        description="The earlier report that is resembled or, by another item, corrected or retracted; if it is kept."
    )
    copies: CopiesPart = Field(description="Who else has the text.")
    priority: str = Field(description="Priority of the rule.")
    thread: str = Field(description="The same for all alerts about copies of one text.")
    why: str = Field(description="One sentence for people: why this alert was sent.")
    article: ArticlePart = Field(description="The article it is about.")
    names: tuple[str, ...] = Field(description="The distinct names found, those of the title first.")
    excerpts: tuple[MarkedText, ...] = Field(description="Sentences of the text with matched words in them.")
    mentions: tuple[MentionPart, ...] = Field(description="Where the names were found; the first ones of many.")
    mentions_total: int = Field(description="How many there are in all.")


class NoticePart(_Part):
    """An operator notice."""

    kind: str = Field(description="What it is about, from a fixed list.")
    subject: str = Field(description="The notice in a line.")
    lines: tuple[str, ...] = Field(description="What happened and what to do.")


class SummaryItemPart(_Part):
    """An article of a summary."""

    title: str = Field(description="The title.")
    direction: Literal["ltr", "rtl"] = Field(description="Which way most of the title is written.")
    url: str | None = Field(description="As that of an alert's article; null too where the call has no room for it.")
    outlet: str = Field(description="Name of the feed it came from.")
    published_at: datetime | None = Field(description="When it was published, by its feed's or its page's word.")
    seen_at: datetime = Field(description="When Marsad first saw it.")
    rules: tuple[str, ...] = Field(description="The rules that hold for it, as in an alert.")
    names: tuple[str, ...] = Field(description="The distinct names found, those of the title first.")


class SummaryPart(_Part):
    """What a changed watchlist has found among the articles of the last day, or what came too fast to be told alone."""

    cause: Literal["watchlist", "flood"] = Field(
        description="watchlist: it was changed. flood: a feed or a rule brought far more than usual, or a new feed was "
        "read for the first time; alerts are told here instead of in calls of their own."
    )
    why: str = Field(description="One sentence for people: why this summary was sent.")
    brought: tuple[str, ...] = Field(
        description="Of a flood: a sentence for people about each feed and rule behind it."
    )
    total: int = Field(description="How many articles were found.")
    articles: tuple[SummaryItemPart, ...] = Field(description="The youngest of them, the youngest first.")
    list_all: str | None = Field(description="Of very many: the command that lists those too that are only counted.")


class AlertPayload(_Part):
    """The body of a call about an alert; always under 20 kB."""

    type: EventType = Field(description="alert.updated is a later revision, alert.test a made-up sample.")
    timestamp: datetime = Field(description="When the alert was raised (the attempt's time is in the headers).")
    data: AlertPart = Field(description="The alert.")


class NoticePayload(_Part):
    """The body of a call about an operator notice; always under 20 kB."""

    type: Literal["notice.created"] = Field(description="The kind of event.")
    timestamp: datetime = Field(description="When the notice was raised.")
    data: NoticePart = Field(description="The notice.")


class SummaryPayload(_Part):
    """The body of a call about many articles at once; always under 20 kB."""

    type: Literal["summary.created"] = Field(description="The kind of event.")
    timestamp: datetime = Field(description="When it was put together.")
    data: SummaryPart = Field(description="The summary.")
