"""What a run measured of itself, kept beside its ledger: the history that later runs of the source are judged by."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from briefwire.database.errors import UnknownRun
from briefwire.database.handles import Connection
from briefwire.database.statements import statement


@dataclass(frozen=True, slots=True)
class Measure:
    """The figures of one run; what it did not come to know is None.

    `looked_at` is the aware instant that the run took as now. `listed_by` is the discovery method that worked, `listing_oldest` and `listing_newest` the
    publication days its listing reaches from and to. `requests` counts all that were sent. `candidates` are the distinct addresses that the candidate rule
    let in, `expected` what such a day usually has, `least` what was taken for enough. `read` pages became articles; of these so many have a title, a text,
    a time of publication, an author, a place, an agency.
    """

    looked_at: datetime
    listed_by: str | None = None
    listing_oldest: date | None = None
    listing_newest: date | None = None
    requests: int | None = None
    candidates: int | None = None
    expected: int | None = None
    least: int | None = None
    read: int | None = None
    titled: int | None = None
    bodied: int | None = None
    dated: int | None = None
    bylined: int | None = None
    placed: int | None = None
    credited: int | None = None


def keep(connection: Connection, run_id: str, measure: Measure, days: Mapping[date, int]) -> None:
    """Keeps a run's measure, open or closed, in place of an earlier one; `days` are its candidates by publication day.

    One transaction; repeating it changes nothing. Raises `UnknownRun`.
    """
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("keep_measure"), asdict(measure) | {"run_id": run_id})
        if cursor.rowcount == 0:
            raise UnknownRun(f"no run {run_id!r} in the database")
        cursor.execute(statement("keep_run_days"), {"run_id": run_id, "days": list(days), "candidates": [days[day] for day in days]})
