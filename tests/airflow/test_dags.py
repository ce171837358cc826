"""The DAGs as objects: whole, in step with the registry, and with nothing left to a default that matters."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk import CronPartitionTimetable
from airflow.sdk.exceptions import ParamValidationError
from airflow.serialization.serialized_objects import DagSerialization
from airflow.utils.dag_version_inflation_checker import check_dag_file_stability

from briefwire.pools import pools
from briefwire.verdict import Verdict
from scrapers import registry

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "dags").glob("[!_]*.py"))
POOLS = pools(registry.sources())
SOURCES = sorted(registry.sources())


@pytest.fixture(params=SOURCES)
def source(request: pytest.FixtureRequest) -> registry.SourceDeclaration:
    return registry.sources()[request.param]


@pytest.fixture
def dag(dag_bag: Any, source: registry.SourceDeclaration) -> Any:
    return dag_bag.dags[f"ingest_{source.name}"]


def test_every_file_parses_without_error_or_warning(dag_bag: Any) -> None:
    assert dag_bag.import_errors == {}
    assert dag_bag.captured_warnings == {}


def test_there_is_one_dag_for_each_source_and_no_other(dag_bag: Any) -> None:
    assert SOURCES, "the registry is empty: this test would prove nothing"
    assert sorted(dag_bag.dags) == [f"ingest_{name}" for name in SOURCES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_value_changes_from_parse_to_parse(path: Path) -> None:
    assert check_dag_file_stability(path).runtime_varying_values == {}


def test_a_backfill_makes_exactly_the_days_it_names(dag: Any, source: registry.SourceDeclaration) -> None:
    """With the DAG as the scheduler has it: stored as JSON and read again."""
    stored = DagSerialization.from_dict(json.loads(json.dumps(DagSerialization.to_dict(dag))))
    runs = list(stored.iter_dagrun_infos_between(datetime(2025, 5, 6, tzinfo=UTC), datetime(2025, 5, 12, tzinfo=UTC)))
    assert [run.partition_key for run in runs] == [f"2025-05-{day:02}" for day in range(6, 13)]
    assert [run.partition_date.astimezone(source.zone).isoformat()[:16] for run in runs] == [
        f"2025-05-{day:02}T00:00" for day in range(6, 13)
    ]


def test_a_run_is_a_publication_day_in_the_zone_of_the_source(dag: Any, source: registry.SourceDeclaration) -> None:
    assert dag.schedule == CronPartitionTimetable("0 0 * * *", timezone=source.time_zone, run_offset=-1, key_format="%Y-%m-%d")


def test_what_an_operator_needs_is_said(dag: Any, source: registry.SourceDeclaration) -> None:
    assert dag.catchup is False
    assert dag.rerun_with_latest_version is True
    assert dag.max_active_runs <= 16
    assert dag.dagrun_timeout >= timedelta(days=1)
    assert {source.kind, source.country, source.name} == set(dag.tags)
    assert source.title in dag.doc_md
    for verdict in Verdict:
        assert verdict is Verdict.OK or f"| `{verdict}` |" in dag.doc_md, f"the runbook says nothing about {verdict}"
    assert not re.search(r"[{}]", dag.doc_md), "a placeholder was left unfilled"


def test_the_steps_follow_each_other(dag: Any) -> None:
    assert [task.task_id for task in dag.topological_sort()] == ["crawl", "extract", "load"]


def test_every_task_has_an_owner_an_end_retries_and_a_pool(dag: Any) -> None:
    for task in dag.tasks:
        assert task.owner == "briefwire"
        assert task.retries > 0 and task.retry_policy is not None
        assert task.execution_timeout is not None and task.execution_timeout < dag.dagrun_timeout
        assert task.pool in POOLS, f"{task.task_id} waits for pool {task.pool!r}, which nobody makes: add it to briefwire/pools.py"


def test_a_run_that_is_begun_is_finished_before_the_next(dag: Any) -> None:
    assert {task.weight_rule for task in dag.tasks} == {"upstream"}


def test_all_crawls_of_a_source_share_one_slot(dag: Any, source: registry.SourceDeclaration) -> None:
    assert dag.get_task("crawl").pool == source.pool
    assert POOLS[source.pool]["slots"] == 1


def test_no_pool_is_left_over() -> None:
    assert sorted(POOLS) == sorted([*(source.pool for source in registry.sources().values()), "refine"])


def test_a_crawl_may_spend_its_whole_budget_of_requests(dag: Any, source: registry.SourceDeclaration) -> None:
    assert dag.get_task("crawl").execution_timeout.total_seconds() > source.politeness.max_requests * source.politeness.delay


@pytest.mark.parametrize(
    ("form", "accepted"),
    [({}, True), ({"day": "2025-05-06"}, True), ({"day": "6 May"}, False), ({"scope": "all"}, True), ({"scope": "some"}, False)],
)
def test_the_trigger_form_refuses_nonsense(dag: Any, form: dict[str, str], accepted: bool) -> None:
    params = dag.params.deep_merge(form) if hasattr(dag.params, "deep_merge") else {**dag.params.dump(), **form}
    checks = [(dag.params.get_param(name), value) for name, value in params.items()]
    if accepted:
        assert [param.resolve(value) for param, value in checks] == list(params.values())
    else:
        with pytest.raises(ParamValidationError):
            [param.resolve(value) for param, value in checks]


PARSE_UNDER_GUARD = """
import sys
import airflow.sdk
from airflow.dag_processing.dagbag import DagBag  # what Airflow itself needs is loaded before the guard
import briefwire.verdict, scrapers.registry
root, opened = sys.argv[1], []
FORBIDDEN = ("socket.", "sqlite3.", "subprocess.Popen", "os.system", "os.exec", "urllib.Request", "os.putenv")
def guard(event, arguments):
    if event.startswith(FORBIDDEN):
        raise RuntimeError(f"a DAG file did {event} while it was parsed")
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(root) and not arguments[0].endswith((".py", ".pyc")):
        opened.append(arguments[0].removeprefix(root + "/"))
sys.addaudithook(guard)
import dags.ingest
print(*sorted(set(name for name in opened if not name.startswith(".venv"))), sep="\\n")
"""


def test_parsing_reads_the_registry_and_nothing_else() -> None:
    """In a process that forbids sockets, databases and children."""
    child = subprocess.run([sys.executable, "-c", PARSE_UNDER_GUARD, str(ROOT)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert child.returncode == 0, child.stderr
    assert child.stdout.split() == [f"scrapers/sources/{name}/source.toml" for name in SOURCES]
