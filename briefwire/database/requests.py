"""The requests of a run, kept as evidence: what was asked when, and what robots.txt said to it."""

from collections.abc import Iterable, Iterator, Sequence

import psycopg2

from briefwire.database.copying import CopyStream, Value
from briefwire.database.errors import UnknownRun
from briefwire.database.handles import Connection
from briefwire.database.statements import statement
from scrapers.engine.requestlog import Asked


def keep(connection: Connection, run_id: str, asked: Iterable[Asked]) -> None:
    """Keeps a run's requests in the order given, in place of those kept before. One transaction; repeating it ends in the same rows. Raises `UnknownRun`."""
    rows = list(_rows(run_id, asked))
    with connection, connection.cursor() as cursor:
        cursor.execute(statement("clear_requests"), {"run_id": run_id})
        try:
            cursor.copy_expert(statement("copy_requests"), CopyStream(rows))
        except psycopg2.errors.ForeignKeyViolation as error:
            raise UnknownRun(f"no run {run_id!r} in the database") from error


def _rows(run_id: str, asked: Iterable[Asked]) -> Iterator[Sequence[Value]]:
    for number, request in enumerate(asked, start=1):
        yield (
            run_id,
            number,
            request.at,
            _storable(request.url),
            _storable(request.host),
            request.sent,
            request.status,
            request.robots,
            request.robots_digest,
            None if request.reason is None else _storable(request.reason),
            request.rest_until,
        )


def _storable(text: str) -> str:
    # A redirect may name anything: what Postgres cannot hold is shown as the replacement character.
    return text.replace("\x00", "\ufffd").encode(errors="replace").decode()
