"""The families DAG run by Airflow itself: it links what waits, finds what was planted, and opens an alarm that is told and that a clean night closes."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefwire.alarms.quality import mark_told, quality
from briefwire.environment import Environment
from briefwire.linking import link
from tests.airflow.test_quality import metadata
from tests.audit.samples import MINISTRY, NOW, OF_MINISTRY, OF_POST
from tests.database.samples import load, rows
from tests.postgres import Database, database, postgres_server, template_database

__all__ = ["database", "metadata", "postgres_server", "template_database"]


@pytest.fixture
def planted(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A database, in use by the tasks' children, in which a relation is wrong and an article waits; a connection to it."""
    variables = {"HOME": tmp_path, "DSN": database.dsn("loader"), "STANDIN": "http://127.0.0.1:1", "NOW": NOW.isoformat()}
    for name, value in variables.items():
        monkeypatch.setenv(f"BRIEFWIRE_{name}", str(value))
    with closing(database.connect("loader")) as connection:
        load(connection, "post-1", OF_POST)
        load(connection, "ministry-1", OF_MINISTRY[:2], source=MINISTRY)
        link(connection)
        with connection, connection.cursor() as cursor:
            cursor.execute("UPDATE briefwire.relation SET relation = 'same_event' WHERE relation = 'wire_copy'")
            assert cursor.rowcount > 0
        load(connection, "ministry-2", OF_MINISTRY[2:], source=MINISTRY)
        yield connection


def states(dag: Any, **form: Any) -> dict[str, str]:
    """How the tasks of one run end."""
    return {task.task_id: task.state for task in dag.test(run_conf=form).get_task_instances()}


def alarms(connection: Any) -> set[tuple[Any, ...]]:
    """The alarms of the families: told or not, closed or not."""
    return set(rows(connection, "SELECT told_at IS NOT NULL, closed_as FROM v1.alarm WHERE reason = 'families differ'"))


def tell() -> list[str]:
    """What the quality desk has to tell of families now."""
    environment = Environment.read()
    about = [message for message in quality(environment).messages if "families differ" in message.subject]
    for message in about:
        mark_told(environment, message.message_id, ["test"])
    return [message.text for message in about]


def test_a_night_links_audits_and_tells(dag_bag: Any, metadata: None, planted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dag = dag_bag.dags["families"]
    for task in dag.tasks:
        monkeypatch.setattr(task, "retries", 0)
    assert states(dag, repair=True) == {"link": "success", "audit": "failed"}
    assert rows(planted, "SELECT count(*) FROM v1.article WHERE family_id IS NULL") == [(0,)]
    assert alarms(planted) == {(False, None)}
    (text,) = tell()
    assert "other kind" in text and "docs/runbook/families_differ.md" in text
    assert tell() == [] and alarms(planted) == {(True, None)}

    assert states(dag) == {"link": "success", "audit": "success"}
    assert alarms(planted) == {(True, "well again")}
