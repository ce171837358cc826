"""Families: signatures, the index of fingerprints, relations, carriage; agencies; changelog entry 4 of the public views."""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Runs the SQL file beside this one."""
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf8"))
