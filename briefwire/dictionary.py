"""The data dictionary: every public view, column and function with its comment, as Markdown. Made from the database, so it cannot say anything else."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from briefwire.database.catalogue import Change, Column, Function, changes, columns, functions
from briefwire.database.handles import Connection

_HEAD = """# Data dictionary

Made by `briefwire dictionary > docs/data_dictionary.md` from the comments in the database; a test holds the two together. Everything is in schema `v1`.
Offsets are 0-based, half-open, in characters of `body`; countries and ministries are ISO 3166 alpha-2; times are timestamptz; a day is a date in the source's
zone. Text of licensed sources is NULL for `briefwire_reader` and whole for `briefwire_analyst`."""


def dictionary(connection: Connection) -> str:
    """The dictionary of a migrated database."""
    with connection, connection.cursor() as cursor:
        return text(columns(cursor), functions(cursor), changes(cursor))


def text(found: Iterable[Column], called: Iterable[Function], changed: Iterable[Change]) -> str:
    """The dictionary, with one newline at its end. `found` comes view by view."""
    parts = [_HEAD, "## Views", *_views(found), "## Functions", *_functions(called), "## Changes", *_changes(changed)]
    return "\n\n".join(parts) + "\n"


def _views(found: Iterable[Column]) -> Iterator[str]:
    for view, group in groupby(found, key=lambda column: column.view):
        own = list(group)
        rows = [f"| `{column.name}` | {column.type} | {_cell(column.of_column)} |" for column in own]
        yield "\n".join([f"### {view}", "", own[0].of_view, "", "| column | type | |", "|---|---|---|", *rows])


def _functions(called: Iterable[Function]) -> Iterator[str]:
    for function in called:
        gives = function.result.removeprefix("TABLE(").removesuffix(")") if function.result.startswith("TABLE(") else function.result
        yield f"### {function.name}({function.arguments})\n\n{function.comment}\n\nGives: {gives}."


def _changes(changed: Iterable[Change]) -> Iterator[str]:
    yield "\n".join(f"{one.entry}. {one.changed_on}: {one.change}" for one in changed)


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
