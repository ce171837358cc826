"""What earlier runs of a source know that the next one should be told."""

from datetime import date, datetime

from briefwire.database.handles import Connection
from briefwire.database.statements import statement


def ended_addresses(connection: Connection, source: str, day: date) -> frozenset[str]:
    """Canonical addresses that closed runs of this day ended for good: read, out of scope, rejected or gone.

    What was refused, failed or was put off is not among them: it is asked for again.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("ended_addresses"), {"source": source, "day": day})
        return frozenset(url for (url,) in cursor.fetchall())


def articles_of_day(connection: Connection, source: str, day: date) -> tuple[str, ...]:
    """The newest address of each article that runs over this day led to, sorted."""
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("articles_of_day"), {"source": source, "day": day})
        return tuple(url for (url,) in cursor.fetchall())


def resting(connection: Connection, source: str, now: datetime) -> dict[str, datetime]:
    """Hosts that asked earlier runs of this source to rest beyond the aware instant `now`, each with the end of its rest."""
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("resting"), {"source": source, "now": now})
        return dict(cursor.fetchall())


def shown_before(connection: Connection, source: str, run_id: str) -> frozenset[str]:
    """Canonical addresses that the last poll of the source before the run `run_id` showed; empty when there was none.

    That is the newest earlier run that was published, or that found a gap itself (`short`): each gap is told once.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("shown_before"), {"source": source, "run_id": run_id})
        return frozenset(url for (url,) in cursor.fetchall())
