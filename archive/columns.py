"""Column types that give the same Python values on SQLite and PostgreSQL."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from archive.changes import Change
from archive.origins import Origins, origins_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Dialect

# SQLite numbers rows by itself only for a column declared as plain INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")

_UNHOLDABLE = re.compile("[\\x00\\ud800-\\udfff]")


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite, which knows no zones, keeps it as UTC without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time as the database keeps it; a time without zone is a bug of the caller (ValueError)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be archived")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """A text that both databases can hold.

    PostgreSQL takes no NUL and neither takes half a surrogate pair, but feeds hold both. Each such character becomes
    U+FFFD, one for one, so that offsets into the text stay right.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The text without what cannot be held."""
        return None if value is None else holdable(value)


class HexKey(TypeDecorator[str]):
    """A key that is hexadecimal text in Python and half as many bytes in the table."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The bytes of the key; anything but hexadecimal text is a bug of the caller (ValueError)."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The key as lower-case hexadecimal text."""
        return None if value is None else value.hex()


class Strings(TypeDecorator[tuple[str, ...]]):
    """A short list of texts, kept as JSON; sets are kept sorted."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> list[str] | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The texts as a JSON array."""
        if value is None:
            return None
        texts = sorted(value) if isinstance(value, (set, frozenset)) else value
        return [holdable(text) for text in texts]

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ANN401, ARG002 - the signature is SQLAlchemy's
        """The texts as a tuple."""
        return None if value is None else tuple(value)


class Changes(TypeDecorator[tuple[Change, ...]]):
    """What is new in an alert, kept as a JSON array of pairs: what is new, and what it replaces or null."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Iterable[Change] | None, dialect: Dialect) -> list[list[str | None]] | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The changes as pairs."""
        if value is None:
            return None
        return [[holdable(each.after), None if each.before is None else holdable(each.before)] for each in value]

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[Change, ...] | None:  # noqa: ANN401, ARG002 - the signature is SQLAlchemy's
        """The changes as records."""
        return None if value is None else tuple(Change(*each) for each in value)


class OriginsColumn(TypeDecorator[Origins]):
    """Where the parts of an article's metadata came from, kept as a JSON object of those that are known."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Origins | None, dialect: Dialect) -> dict[str, str] | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """The origins by name."""
        return None if value is None else value.named()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Origins | None:  # noqa: ANN401, ARG002 - the signature is SQLAlchemy's
        """The origins as a record."""
        return None if value is None else origins_from(value)


def holdable(text: str) -> str:
    """The text with U+FFFD for each character that a database cannot hold."""
    if "\0" not in text:
        try:
            text.encode()
        except UnicodeEncodeError:
            pass
        else:
            return text
    return _UNHOLDABLE.sub("\N{REPLACEMENT CHARACTER}", text)
