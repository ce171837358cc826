"""The DAGs as objects: whole, in step with the registry, and with nothing left to a default that matters."""

import copy
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk import CronPartitionTimetable
from airflow.sdk.exceptions import ParamValidationError
from airflow.sdk.timezone import coerce_datetime
from airflow.serialization.encoders import coerce_to_core_timetable
from airflow.serialization.serialized_objects import DagSerialization
from airflow.timetables.base import TimeRestriction
from airflow.utils.dag_version_inflation_checker import check_dag_file_stability

from briefwire.audit import DAYS, LONGEST_DAYS
from briefwire.pools import pools
from briefwire.verdict import Verdict
from briefwire.windows import LOOK_BACK
from dags._defaults import at, every
from scrapers import registry

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "dags").glob("[!_]*.py"))
POOLS = pools(registry.sources())
SOURCES = registry.sources()
BY_DATE = [name for name, source in SOURCES.items() if source.history.kind == "by-date"]
POLLED = [name for name, source in SOURCES.items() if source.polled]
# The DAGs that collect, with their sources; the others serve all of them.
COLLECTING = [(f"{kind}_{name}", name) for kind in ("ingest", "revisit") for name in BY_DATE] + [
    (f"watch_{name}", name) for name in SOURCES
]
STEPS = ["crawl", "extract", "load", "link", "verdict"]


@pytest.fixture(params=COLLECTING, ids=lambda pair: pair[0])
def collecting(request: pytest.FixtureRequest, dag_bag: Any) -> tuple[Any, registry.SourceDeclaration]:
    """One DAG that collects, and its source."""
    dag_id, source = request.param
    return dag_bag.dags[dag_id], SOURCES[source]


@pytest.fixture(params=BY_DATE)
def by_date(request: pytest.FixtureRequest) -> registry.SourceDeclaration:
    return SOURCES[request.param]


def stored(dag: Any) -> Any:
    """The DAG as the scheduler has it: written as JSON and read again."""
    return DagSerialization.from_dict(json.loads(json.dumps(DagSerialization.to_dict(dag))))


def test_every_file_parses_without_error_or_warning(dag_bag: Any) -> None:
    assert dag_bag.import_errors == {}
    assert dag_bag.captured_warnings == {}


def test_the_dags_are_those_of_the_registry(dag_bag: Any) -> None:
    assert BY_DATE and POLLED, "one kind of source is missing: this test would prove less than it says"
    assert dag_bag.dags.keys() == {dag_id for dag_id, _ in COLLECTING} | {"gaps", "quality", "families"}


def test_a_polled_source_is_only_watched(dag_bag: Any) -> None:
    for name in POLLED:
        assert {dag_id for dag_id in dag_bag.dags if dag_id.endswith(f"_{name}")} == {f"watch_{name}"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_value_changes_from_parse_to_parse(path: Path) -> None:
    assert check_dag_file_stability(path).runtime_varying_values == {}


def test_a_second_parse_makes_no_new_version(dag_bag: Any) -> None:
    """What the scheduler stores of a DAG decides whether a new version is made of it."""
    again = DagBag(ROOT / "dags")
    assert dag_bag.dags.keys() == again.dags.keys()
    for dag_id, dag in dag_bag.dags.items():
        assert json.dumps(DagSerialization.to_dict(dag), sort_keys=True) == json.dumps(
            DagSerialization.to_dict(again.dags[dag_id]), sort_keys=True
        )


def test_a_backfill_makes_exactly_the_days_it_names(dag_bag: Any, by_date: registry.SourceDeclaration) -> None:
    dag = stored(dag_bag.dags[f"ingest_{by_date.name}"])
    runs = list(dag.iter_dagrun_infos_between(datetime(2025, 5, 6, tzinfo=UTC), datetime(2025, 5, 12, tzinfo=UTC)))
    assert [run.partition_key for run in runs] == [f"2025-05-{day:02}" for day in range(6, 13)]
    assert [run.partition_date.astimezone(by_date.zone).isoformat()[:16] for run in runs] == [
        f"2025-05-{day:02}T00:00" for day in range(6, 13)
    ]


def test_an_ingest_is_a_publication_day_in_the_zone_of_the_source(dag_bag: Any, by_date: registry.SourceDeclaration) -> None:
    wanted = CronPartitionTimetable("0 0 * * *", timezone=by_date.time_zone, run_offset=-1, key_format="%Y-%m-%d")
    assert dag_bag.dags[f"ingest_{by_date.name}"].schedule == wanted


def test_a_revisit_is_made_each_morning_in_the_zone_of_the_source(dag_bag: Any, by_date: registry.SourceDeclaration) -> None:
    assert dag_bag.dags[f"revisit_{by_date.name}"].schedule == at("0 6 * * *", by_date.time_zone)


@pytest.mark.parametrize("name", SOURCES)
def test_a_watch_comes_every_few_minutes_of_the_zone_and_alone(dag_bag: Any, name: str) -> None:
    dag, source = dag_bag.dags[f"watch_{name}"], SOURCES[name]
    assert dag.schedule == every(source.watch.minutes, source.time_zone)
    assert dag.max_active_runs == 1


@pytest.mark.parametrize(
    ("minutes", "zone", "first"),
    [
        (15, "Asia/Karachi", ["00:00", "00:15", "00:30", "00:45", "01:00"]),
        (25, "Asia/Kathmandu", ["00:00", "00:25", "00:50", "01:00", "01:25"]),  # a zone of 5 h 45 min
        (60, "America/New_York", ["00:00", "01:00", "02:00", "03:00", "04:00"]),
        (360, "Asia/Shanghai", ["00:00", "06:00", "12:00", "18:00", "00:00"]),
        (1440, "Asia/Karachi", ["00:00"] * 5),
    ],
)
def test_every_counts_by_the_clock_of_the_zone(minutes: int, zone: str, first: list[str]) -> None:
    """Asked of the timetable that the scheduler makes of it."""
    timetable = coerce_to_core_timetable(every(minutes, zone))
    last, seen = None, []
    start = datetime(2025, 5, 6, tzinfo=ZoneInfo(zone))
    for _ in first:
        info = timetable.next_dagrun_info(
            last_automated_data_interval=last, restriction=TimeRestriction(coerce_datetime(start), None, True)
        )
        last = info.data_interval
        seen.append(info.run_after.astimezone(ZoneInfo(zone)).strftime("%H:%M"))
    assert seen == first


@pytest.mark.parametrize("kind", ["watch", "revisit"])
def test_what_runs_by_the_clock_waits_for_its_next_time_when_it_is_switched_on(dag_bag: Any, kind: str) -> None:
    """Else switching all of them on would start all of them at once."""
    dags = [dag for dag_id, dag in dag_bag.dags.items() if dag_id.startswith(f"{kind}_")]
    assert dags
    for dag in dags:
        assert dag.start_date is None and dag.catchup is False
        info = stored(dag).timetable.next_dagrun_info(last_automated_data_interval=None, restriction=TimeRestriction(None, None, False))
        assert info.run_after > datetime.now(UTC)


def test_the_present_cannot_be_backfilled(dag_bag: Any) -> None:
    for dag_id, dag in dag_bag.dags.items():
        if dag_id.startswith(("watch_", "revisit_")):
            assert {str(kind.value) for kind in dag.allowed_run_types} == {"scheduled", "manual"}, dag_id
        elif dag_id.startswith("ingest_"):
            assert dag.allowed_run_types is None


def test_what_an_operator_needs_is_said(collecting: tuple[Any, registry.SourceDeclaration]) -> None:
    dag, source = collecting
    assert dag.catchup is False
    assert dag.rerun_with_latest_version is True
    assert dag.max_active_runs <= 16
    assert dag.dagrun_timeout >= timedelta(days=1)
    assert {dag.dag_id.partition("_")[0], source.kind, source.country, source.name} == set(dag.tags)
    assert source.title in dag.doc_md
    for verdict in Verdict:
        assert verdict is Verdict.OK or f"[`{verdict}`](/briefwire/runbook/{verdict})" in dag.doc_md, f"no way to the page of {verdict}"
    assert not re.search(r"[{}]|None", dag.doc_md), "a placeholder was left unfilled"


def test_the_steps_follow_each_other(collecting: tuple[Any, registry.SourceDeclaration]) -> None:
    dag, _ = collecting
    groups = [f"back_{back:02}." for back in LOOK_BACK] if dag.dag_id.startswith("revisit_") else [""]
    assert sorted(dag.task_ids) == sorted(f"{group}{step}" for group in groups for step in STEPS)
    for group in groups:
        for first, second in pairwise(STEPS):
            # The run's id comes from the crawl to each of the others.
            assert dag.get_task(f"{group}{second}").upstream_task_ids == {f"{group}{name}" for name in {first, "crawl"}}
        assert dag.get_task(f"{group}verdict").downstream_task_ids == set()


def test_a_revisit_looks_back_further_and_further(dag_bag: Any, by_date: registry.SourceDeclaration) -> None:
    dag = dag_bag.dags[f"revisit_{by_date.name}"]
    assert [dag.get_task(f"back_{back:02}.crawl").back for back in LOOK_BACK] == [1, 2, 4, 8, 16, 32, 64]


def test_every_task_has_an_owner_an_end_retries_and_a_pool(dag_bag: Any) -> None:
    for dag in dag_bag.dags.values():
        for task in dag.tasks:
            assert task.owner == "briefwire", (dag.dag_id, task.task_id)
            assert task.retries > 0, (dag.dag_id, task.task_id)
            assert task.execution_timeout is not None and task.execution_timeout < dag.dagrun_timeout
            # What is asked now and then, and only asks, does not queue behind the work of a backfill: it has Airflow's own pool.
            pools = POOLS if dag.dag_id in dict(COLLECTING) else {"default_pool"}
            assert task.pool in pools, f"{task.task_id} waits for pool {task.pool!r}: see briefwire/pools.py"


def test_every_task_that_collects_tries_again_by_the_cause(collecting: tuple[Any, registry.SourceDeclaration]) -> None:
    dag, _ = collecting
    for task in dag.tasks:
        assert task.retry_policy is not None
        assert task.retry_delay <= timedelta(minutes=1) and task.retry_exponential_backoff > 1, "a killed process leaves only these"


def test_a_run_that_is_begun_is_finished_before_the_next_and_the_present_comes_first(dag_bag: Any) -> None:
    weights = {}
    for dag_id, _ in COLLECTING:
        dag = dag_bag.dags[dag_id]
        assert {task.weight_rule for task in dag.tasks} == {"upstream"}
        weights[dag_id] = {task.priority_weight for task in dag.tasks}
    assert all(weight == ({10} if dag_id.startswith("watch_") else {1}) for dag_id, weight in weights.items())


def test_all_crawls_of_a_source_share_one_slot(collecting: tuple[Any, registry.SourceDeclaration]) -> None:
    dag, source = collecting
    assert {task.pool for task in dag.tasks if task.task_id.endswith("crawl")} == {source.pool}
    assert POOLS[source.pool]["slots"] == 1


def test_no_pool_is_left_over() -> None:
    assert sorted(POOLS) == sorted([*(source.pool for source in SOURCES.values()), "refine"])


def test_a_crawl_may_spend_its_whole_budget_of_requests(collecting: tuple[Any, registry.SourceDeclaration]) -> None:
    dag, source = collecting
    for task in dag.tasks:
        if task.task_id.endswith("crawl"):
            assert task.execution_timeout.total_seconds() > source.politeness.max_requests * source.politeness.delay


def test_every_step_leads_to_the_ledger_as_the_ui_reads_it(collecting: tuple[Any, registry.SourceDeclaration]) -> None:
    dag, _ = collecting
    for task in stored(dag).tasks:
        assert list(task.operator_extra_link_dict) == ["Ledger"]


@pytest.mark.parametrize(
    ("dag_id", "form", "accepted"),
    [
        ("ingest_app", {}, True),
        ("ingest_app", {"day": "2025-05-06"}, True),
        ("ingest_app", {"day": "6 May"}, False),
        ("ingest_app", {"scope": "all"}, True),
        ("ingest_app", {"scope": "some"}, False),
        ("watch_us_state", {"scope": "all"}, True),
        ("gaps", {}, True),
        ("gaps", {"source": "dawn", "from": "2025-05-06", "to": "2025-05-12", "most": 5}, True),
        ("gaps", {"source": "us_state"}, False),
        ("gaps", {"from": "yesterday"}, False),
        ("gaps", {"most": 0}, False),
        ("families", {}, True),
        ("families", {"days": LONGEST_DAYS, "repair": True}, True),
        ("families", {"days": LONGEST_DAYS + 1}, False),
        ("families", {"days": 0}, False),
        ("families", {"repair": "yes"}, False),
    ],
)
def test_the_trigger_form_refuses_nonsense(dag_bag: Any, dag_id: str, form: dict[str, Any], accepted: bool) -> None:
    params = copy.deepcopy(dag_bag.dags[dag_id].params)  # resolving a parameter leaves its value in it
    values = {**params.dump(), **form}
    checks = [(params.get_param(name), value) for name, value in values.items()]
    if accepted:
        assert [param.resolve(value) for param, value in checks] == list(values.values())
    else:
        with pytest.raises(ParamValidationError):
            [param.resolve(value) for param, value in checks]


def test_the_families_are_linked_to_the_end_and_then_audited_each_night(dag_bag: Any) -> None:
    dag = dag_bag.dags["families"]
    assert dag.schedule == at("30 2 * * *", "UTC") and dag.max_active_runs == 1
    link, audit = dag.topological_sort()
    assert (link.task_id, audit.task_id) == ("link", "audit") and link.downstream_task_ids == {"audit"}
    assert dag.params["days"] == DAYS


def test_the_form_of_the_gaps_offers_every_source_that_has_a_past(dag_bag: Any) -> None:
    assert dag_bag.dags["gaps"].params.get_param("source").schema["enum"] == BY_DATE


PARSE_UNDER_GUARD = """
import sys
import airflow.sdk
import airflow.providers.standard.operators.trigger_dagrun
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
import importlib
for name in sys.argv[2:]:
    importlib.import_module(f"dags.{name}")
print(*sorted(set(name for name in opened if not name.startswith(".venv"))), sep="\\n")
"""


def test_parsing_reads_the_registry_and_nothing_else() -> None:
    """In a process that forbids sockets, databases and children."""
    names = [path.stem for path in FILES]
    child = subprocess.run(
        [sys.executable, "-c", PARSE_UNDER_GUARD, str(ROOT), *names], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert child.returncode == 0, child.stderr
    assert child.stdout.split() == [f"scrapers/sources/{name}/source.toml" for name in sorted(SOURCES)]
