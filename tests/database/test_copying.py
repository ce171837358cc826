"""Whatever a page says arrives in the table as it was."""

from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwire.database.copying import CopyStream
from briefwire.database.handles import Connection

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
hostile = st.sampled_from(["\\N", "\\.", "\\", "\t", "\n", "\r\n", "\\n", "'; DROP TABLE x; --", "\u2028", "\x0b", "NULL", ""])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(texts, hostile, st.none()), max_size=5))
def test_any_text_survives(admin: Connection, values: list[str | None]) -> None:
    with admin.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS heap (place int, words text)")
        cursor.execute("DELETE FROM heap")
        cursor.copy_expert("COPY heap FROM STDIN", CopyStream(enumerate(values)))
        cursor.execute("SELECT words FROM heap ORDER BY place")
        assert [row[0] for row in cursor.fetchall()] == values


def test_every_type_survives(admin: Connection) -> None:
    row = (True, False, 7, date(2025, 5, 6), datetime(2025, 5, 6, 12, 30, 1, 5, tzinfo=UTC), str(UUID(int=5)), None)
    with admin.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE kinds (a bool, b bool, c int, d date, e timestamptz, f uuid, g text)")
        cursor.copy_expert("COPY kinds FROM STDIN", CopyStream([row, row]))
        cursor.execute("SELECT a, b, c, d, e, f::text, g FROM kinds")
        assert cursor.fetchall() == [row, row]


def test_rows_longer_than_the_buffer(admin: Connection) -> None:
    with admin.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE long (words text)")
        cursor.copy_expert("COPY long FROM STDIN", CopyStream([("\u0645" * 3_000_000,)] * 2))
        cursor.execute("SELECT length(words), octet_length(words) FROM long")
        assert cursor.fetchall() == [(3_000_000, 6_000_000)] * 2
