"""The data dictionary says what the database says."""

from briefwire.database.catalogue import Change, Column, Function
from briefwire.database.handles import Connection
from briefwire.database.statements import SCHEMA
from briefwire.dictionary import dictionary, text

WRITTEN = SCHEMA.parent / "docs" / "data_dictionary.md"


def test_the_written_dictionary_is_that_of_the_database(loader: Connection) -> None:
    assert dictionary(loader) == WRITTEN.read_text(encoding="utf8"), "write it anew: briefwire dictionary > docs/data_dictionary.md"


def test_it_names_everything() -> None:
    made = text(
        [Column("ferry", "name", "text", "Ferries.", "Its name | or number."), Column("pier", "day", "date", "Piers.", "The day.")],
        [Function("sail", "at date", "TABLE(ferry text)", "Who sails.")],
        [Change(1, "2025-01-01", "New: ferry.")],
    )
    for line in (
        "### ferry",
        "Ferries.",
        "| `name` | text | Its name \\| or number. |",
        "### pier",
        "### sail(at date)",
        "Gives: ferry text.",
        "1. 2025-01-01: New: ferry.",
    ):
        assert line in made.splitlines()
