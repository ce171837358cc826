"""What the public schema says of itself: the comments on its views, columns and functions. Each function is part of the caller's transaction."""

from typing import NamedTuple

from briefwire.database.handles import Cursor
from briefwire.database.statements import statement


class Column(NamedTuple):
    """A column of a public view, with its own comment and the view's."""

    view: str
    name: str
    type: str
    of_view: str
    of_column: str


class Function(NamedTuple):
    """A public function; `result` is as Postgres writes it, "TABLE(...)" for one that returns rows."""

    name: str
    arguments: str
    result: str
    comment: str


class Change(NamedTuple):
    """An entry of the changelog."""

    entry: int
    changed_on: str
    change: str


def columns(cursor: Cursor) -> list[Column]:
    """All columns of all views, by view, in their order."""
    cursor.execute(statement("dictionary_columns"))
    return [Column(*row) for row in cursor.fetchall()]


def functions(cursor: Cursor) -> list[Function]:
    """All functions, by name."""
    cursor.execute(statement("dictionary_functions"))
    return [Function(*row) for row in cursor.fetchall()]


def changes(cursor: Cursor) -> list[Change]:
    """The changelog, the oldest entry first."""
    cursor.execute("SELECT entry, changed_on::text, change FROM v1.changelog ORDER BY entry")
    return [Change(*row) for row in cursor.fetchall()]
