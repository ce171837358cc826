"""What the days of a source have held so far: the figures that bounds are learned from."""

from datetime import date

from briefwire.bounds import Figures
from briefwire.database.handles import Connection
from briefwire.database.statements import statement

# Weekdays are compared within twelve weeks on either side: long enough for a dozen of each, short enough to follow a newsroom that grows or shrinks.
WINDOW_DAYS = 84


def day_figures(connection: Connection, source: str, day: date) -> list[Figures]:
    """The other days within `WINDOW_DAYS` of `day` that have a published run with verdict ok which looked after the day's end, in order of days.

    A day still running is no measure of a whole one. Of several such runs the one with the most candidates speaks, then the one that read the most pages.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("day_figures"), {"source": source, "day": day, "window": WINDOW_DAYS})
        return [Figures(*row) for row in cursor.fetchall()]
