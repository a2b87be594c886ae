"""The typed form of ``alerts.yaml``: who is told, by which channel, about what.

Secrets never stand in this file: it names the file or the environment variable that holds each one.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from alerts.addresses import Address, DisplayAddress  # noqa: TC001 - pydantic reads them when the models are made
from alerts.flood_settings import FloodOrOff, FloodSettings
from alerts.references import unknown_references

EMAIL = "email"
OPERATOR = "operator"

Language = Literal["ar", "en"]
Priority = Literal["low", "normal", "high"]


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError("not a known time zone; write one like Asia/Damascus, Europe/Berlin or UTC") from error
    return value


def _id(value: str) -> str:
    if value in {EMAIL, OPERATOR}:
        raise ValueError("this id is Marsad's own; choose another")
    return value


Zone = Annotated[str, AfterValidator(_zone)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$"), AfterValidator(_id)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class OperatorSettings(_Strict):
    """Who looks after this installation and is told when something fails."""

    email: Address = Field(description="Where operator notices go.")
    webhook: str | None = Field(
        default=None,
        description="Id of a webhook that gets operator notices too: the other channel when email itself fails.",
    )
    language: Language = Field(default="en", description="Language of operator notices.")
    timezone: Zone = Field(default="UTC", description="Time zone of operator notices, like Asia/Damascus.")


class RecipientSettings(_Strict):
    """A person or mailing list that gets alerts."""

    id: Id = Field(description="Short name for routes and delivery lists.")
    email: Address = Field(description="Address that alerts go to.")
    language: Language = Field(default="en", description="Language of the words around the article.")
    timezone: Zone = Field(default="UTC", description="Time zone that times are shown in beside UTC.")
    channels: tuple[str, ...] = Field(
        default=(EMAIL,),
        min_length=1,
        description="Channels used when this recipient is alerted: email, or ids of webhooks.",
    )


class EmailSettings(_Strict):
    """How alert mails present themselves; the mail server itself is set in the environment (MARSAD_SMTP_*)."""

    from_: DisplayAddress | None = Field(
        default=None,
        alias="from",
        description="Sender, like: Marsad <marsad@example.org>. Default: MARSAD_SMTP_FROM.",
    )
    reply_to: Address | None = Field(default=None, description="Where answers to alerts go.")


class WebhookSettings(_Strict):
    """An endpoint that alerts are posted to, signed by the Standard Webhooks scheme."""

    id: Id = Field(description="Short name for routes, recipients and delivery lists.")
    url_file: str | None = Field(default=None, description="Path of a file that holds the URL (a URL is a secret).")
    url_env: str | None = Field(default=None, description="Environment variable that holds the URL.")
    secret_file: tuple[str, ...] | str | None = Field(
        default=None,
        description="Path of a file that holds the signing secret (whsec_...); several while rotating, newest first.",
    )
    secret_env: tuple[str, ...] | str | None = Field(
        default=None,
        description="Environment variable that holds the signing secret; several while rotating, newest first.",
    )
    allow_private: bool = Field(
        default=False,
        description="Allow this URL's host and port to be on a private network and to speak plain http.",
    )
    language: Language = Field(default="en", description="Language of the fixed sentences in the body.")

    @model_validator(mode="after")
    def _one_source_each(self) -> Self:
        if (self.url_file is None) == (self.url_env is None):
            raise ValueError("give either url_file or url_env")
        if (self.secret_file is None) == (self.secret_env is None):
            raise ValueError("give either secret_file or secret_env")
        return self


class ChannelSettings(_Strict):
    """The ways out of this installation."""

    email: EmailSettings = Field(default_factory=EmailSettings, description="How alert mails present themselves.")
    webhooks: tuple[WebhookSettings, ...] = Field(default=(), description="Endpoints that alerts are posted to.")


class RouteSettings(_Strict):
    """Which alerts go where; an alert follows every route that names its priority."""

    priorities: tuple[Priority, ...] = Field(min_length=1, description="Priorities of the rules this route is for.")
    recipients: tuple[str, ...] | None = Field(default=None, description="Ids of recipients. Default: all.")
    channels: tuple[str, ...] | None = Field(
        default=None,
        description="Channels this route may use: email, or ids of webhooks. Default: all.",
    )


class AlertsSettings(_Strict):
    """The whole of ``alerts.yaml``."""

    operator: OperatorSettings = Field(description="Who is told when something fails.")
    recipients: tuple[RecipientSettings, ...] = Field(
        default=(),
        description="Who gets alerts. With neither recipients nor webhooks, the operator gets them.",
    )
    channels: ChannelSettings = Field(default_factory=ChannelSettings, description="The ways out.")
    routes: tuple[RouteSettings, ...] = Field(
        default=(),
        description="Which priority goes where. A priority that no route names goes to everyone.",
    )

    flood: FloodOrOff = Field(
        default_factory=FloodSettings, description="What is done when one feed or rule alerts far more than usual."
    )

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        if errors := unknown_references(self):
            raise ValidationError.from_exception_data("alerts.yaml", errors, hide_input=True)
        return self
