"""The named SQL statements of `schema/`."""

from functools import cache
from pathlib import Path

SCHEMA = Path(__file__).resolve().parents[2] / "schema"


@cache
def statement(name: str) -> str:
    """The text of `schema/queries/<name>.sql`; parameters are written `%(name)s`."""
    return (SCHEMA / "queries" / f"{name}.sql").read_text(encoding="utf8")


def script(name: str) -> str:
    """The text of `schema/<name>.sql`, a script without parameters."""
    return (SCHEMA / f"{name}.sql").read_text(encoding="utf8")
