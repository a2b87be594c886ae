"""What all tables have in common: how they are named and numbered."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, MetaData, Table, text

from archive.columns import RowId

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    },
)


def numbered(name: str, *columns: Any) -> Table:  # noqa: ANN401 - what a table is made of is SQLAlchemy's to say
    """A table whose rows are numbered, no number twice."""
    row_number = Column("id", RowId, primary_key=True, autoincrement=True)
    return Table(name, metadata, row_number, *columns, sqlite_autoincrement=True)


def only(name: str, columns: str | tuple[str, ...], condition: str) -> Index:
    """An index of the rows for which the condition holds."""
    named = (columns,) if isinstance(columns, str) else columns
    return Index(name, *named, sqlite_where=text(condition), postgresql_where=text(condition))
