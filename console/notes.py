"""The note of each DAG run: what its tasks said of the ledger's verdict, written by the scheduler when the run ends.

Neither a task nor the Execution API can write a note, and the REST API would need a user's password in every task. A listener needs neither: the
scheduler calls it with the run in hand, inside the transaction that ends the run, so that a cleared run gets its new note and nothing is written twice.
It reads the few words that the tasks left as XCom and nothing else: no network and no other database may hold up the scheduler.
"""

from collections.abc import Sequence
from typing import Any

from airflow.listeners import hookimpl

from dags._note import NOTE

OURS = "Ledger · "
LIMIT = 1000  # characters, of the column that holds a note
SHORTEST = 60


@hookimpl  # type: ignore[untyped-decorator]
def on_dag_run_success(dag_run: Any, msg: str) -> None:  # noqa: ARG001 - as Airflow calls it
    """A DAG run ended well."""
    write_note(dag_run)


@hookimpl  # type: ignore[untyped-decorator]
def on_dag_run_failed(dag_run: Any, msg: str) -> None:  # noqa: ARG001 - as Airflow calls it
    """A DAG run ended red."""
    write_note(dag_run)


def write_note(dag_run: Any) -> None:
    """Puts what the tasks of `dag_run` (Airflow's own object, attached to a session) left for it into its note. Words that a person wrote there stay."""
    from airflow.models.xcom import XComModel
    from sqlalchemy.orm import object_session

    session = object_session(dag_run)
    if session is None:
        return
    left = session.scalars(XComModel.get_many(run_id=dag_run.run_id, dag_ids=dag_run.dag_id, key=NOTE))
    words = [(row.task_id, XComModel.deserialize_value(row)) for row in left]
    lines = [_line(task, text) for task, text in sorted(words) if isinstance(text, str)]
    if lines:
        dag_run.note = merged(dag_run.note, lines)


def merged(before: str | None, lines: Sequence[str]) -> str:
    """The note `before` with `lines` in the place of those that an earlier end of the run left; at most `LIMIT` characters, a person's words uncut."""
    theirs = "\n".join(line for line in (before or "").splitlines() if not line.startswith(OURS)).strip()
    room = (LIMIT - len(theirs)) // len(lines) - len("\n\n")
    if room < SHORTEST:
        return theirs
    ours = [line if len(line) <= room else f"{line[: room - 1]}…" for line in (OURS + line for line in lines)]
    return "\n\n".join([*ours, theirs] if theirs else ours)


def _line(task: str, text: str) -> str:
    group, _, _ = task.rpartition(".")
    return f"{group}: {text}" if group else text
