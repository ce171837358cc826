"""What a run measured, per day and per request; holidays; classes of revisions; changelog entry 2 of the public views."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Runs the SQL file beside this one."""
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute(Path(__file__).with_suffix(".sql").read_text(encoding="utf8"))
