"""Public holidays by country, kept where the coverage calendar can see them."""

from collections.abc import Iterable
from datetime import date

from briefwire.database.handles import Connection
from briefwire.database.statements import statement


def keep(connection: Connection, rows: Iterable[tuple[str, date, str]]) -> None:
    """Keeps holidays as (ISO 3166 alpha-2 country, day, name); of two names of one day the last one counts.

    Within the span of days given for a country, holidays known before and no longer given are removed: calendars are corrected. One transaction; repeating
    it touches no row.
    """
    names = {(country, day): name for country, day, name in rows}
    columns = {
        "countries": [country for country, _ in names],
        "days": [day for _, day in names],
        "names": list(names.values()),
    }
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("forget_holidays"), columns)
        cursor.execute(statement("keep_holidays"), columns)
