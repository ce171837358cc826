"""What the pages show, read from the views of `v1` as `briefwire_reader`, whoever the connection logs in as: no writing, no licensed text, no long query."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefwire.database.connect import connect
from briefwire.database.handles import Connection, Cursor
from briefwire.environment import Environment

MOST_RUNS, MOST_ROWS = 12, 500
PATIENCE = "10s"

# The kinds of run that a DAG starts, by the first word of its id. A source and an Airflow run id alone do not name them: two DAGs may share an id.
KINDS = {"ingest": ["scheduled", "backfill", "manual"], "watch": ["watch"], "revisit": ["revisit"]}

_RUNS = "select * from v1.run where source = %s and dag_run_id = %s and kind = any(%s) order by day desc, started_at desc limit %s"
_ENDINGS = "select outcome, reason, count(*) as addresses from v1.outcome where run_id = %s group by 1, 2 order by 3 desc, 1, 2"
_ADDRESSES = "select outcome, url, reason from v1.outcome where run_id = %s order by outcome, url limit %s"
_ROBOTS = (
    "select host, robots, robots_digest, sent, count(*) as requests from v1.request where run_id = %s group by 1, 2, 3, 4 order by 1, 2, 4"
)
_REQUESTS = "select asked_at, url, sent, status, robots, reason from v1.request where run_id = %s order by asked_at limit %s"
_CALENDAR = (
    "select day, state, reason, expected, discovered, loaded, detail from v1.coverage_calendar"
    " where source = %s and day between %s::date - 10 and %s::date + 4 order by day"
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the names of their columns."""

    names: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One run of the ledger with what belongs to it. `run` is its row of `v1.run` by column; the lists of addresses and requests end at `MOST_ROWS`."""

    run: dict[str, Any]
    endings: Table
    addresses: Table
    robots: Table
    requests: Table
    calendar: Table


def entries(dag_id: str, dag_run_id: str) -> list[Entry]:
    """The runs that an Airflow run has in the ledger, newest day and try first, at most `MOST_RUNS`; none for a DAG that collects nothing.

    Raises what connecting raises: `DatabaseUnreachable`, `ServerError`.
    """
    word, _, source = dag_id.partition("_")
    if word not in KINDS:
        return []
    with _reader() as cursor:
        runs = _table(cursor, _RUNS, source, dag_run_id, KINDS[word], MOST_RUNS)
        return [_entry(cursor, dict(zip(runs.names, row, strict=True))) for row in runs.rows]


def _entry(cursor: Cursor, run: dict[str, Any]) -> Entry:
    run_id: str = run["run_id"]
    day: date = run["day"]
    return Entry(
        run=run,
        endings=_table(cursor, _ENDINGS, run_id),
        addresses=_table(cursor, _ADDRESSES, run_id, MOST_ROWS),
        robots=_table(cursor, _ROBOTS, run_id),
        requests=_table(cursor, _REQUESTS, run_id, MOST_ROWS),
        calendar=_table(cursor, _CALENDAR, run["source"], day, day),
    )


@contextmanager
def _reader() -> Iterator[Cursor]:
    with closing(connect(Environment.read(), "reader")) as connection:
        as_reader(connection)
        with connection, connection.cursor() as cursor:
            yield cursor


def as_reader(connection: Connection) -> None:
    """Gives up every right of the connection's login but reading `v1`, and limits each statement to `PATIENCE`."""
    connection.set_session(readonly=True)
    with connection, connection.cursor() as cursor:
        cursor.execute("select set_config('role', 'briefwire_reader', false), set_config('statement_timeout', %s, false)", (PATIENCE,))


def _table(cursor: Cursor, query: str, *values: Any) -> Table:
    cursor.execute(query, values)
    return Table(tuple(column.name for column in cursor.description or ()), cursor.fetchall())
