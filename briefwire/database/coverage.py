"""The holes of the coverage calendar: days that a run could still fill."""

from datetime import date

from briefwire.database.handles import Connection
from briefwire.database.statements import statement

# Of the calendar's closed list of reasons, those that another run may change.
FILLABLE = ("not yet crawled", "unreachable", "blocked", "parser broken")


def holes(connection: Connection, source: str, first: date, last: date) -> list[date]:
    """The days from `first` to `last`, both included, that the calendar calls not yet crawled, unreachable, blocked or parser broken, in order.

    Of a polled source only today can be among them: what it showed on a day gone by nobody can ask for.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("holes"), {"source": source, "first": first, "last": last, "reasons": list(FILLABLE)})
        return [day for (day,) in cursor.fetchall()]
