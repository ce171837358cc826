"""The first runs: pools made, DAGs switched on, the last few days asked for, and the wait for them."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from briefwire.local.api import AirflowApi, ApiError
from briefwire.local.running import LocalError
from briefwire.pools import pools
from scrapers.registry import SourceDeclaration

DAYS = 2
# What the demonstration shows: outlets, a ministry, a polled source. Named here, so that it does not grow longer with every source that is added.
FIRST_SHOWN = frozenset(("app", "china_mfa", "dawn", "urdupoint", "us_state"))
DAGS_SECONDS, RUNS_SECONDS = 120.0, 600.0
CONFLICT, UNPROCESSABLE = 409, 422
FINAL = ("success", "failed")

Tick = Callable[[str, int, int], None]  # what is waited for, how much of it is there, of how much


def make_pools(api: AirflowApi, sources: Mapping[str, SourceDeclaration]) -> None:
    """Makes every pool that the DAGs of the sources name, or sets it back to what it should be."""
    for name, pool in pools(sources).items():
        try:
            api.call("POST", "/pools", {"name": name, **pool})
        except ApiError as error:
            if error.status != CONFLICT:
                raise
            api.call("PATCH", f"/pools/{name}", {"pool": name, **pool})


def by_hand(sources: Mapping[str, SourceDeclaration]) -> set[str]:
    """The DAGs that run when they are asked to (`ingest` also each midnight)."""
    return {dag_id(source) for source in sources.values()} | {"gaps"}


def by_clock(sources: Mapping[str, SourceDeclaration]) -> set[str]:
    """The DAGs that run by the clock alone."""
    watches = {f"watch_{name}" for name in sources}
    return watches | {f"revisit_{name}" for name, source in sources.items() if source.history.kind == "by-date"} | {"quality", "families"}


def wait_for_dags(api: AirflowApi, wanted: set[str], tick: Tick) -> None:
    """Waits until Airflow knows every DAG. Raises `LocalError` with Airflow's own import errors."""
    missing = wanted
    for _ in _patiently(DAGS_SECONDS):
        missing = wanted - {dag["dag_id"] for dag in api.call("GET", "/dags?limit=500&exclude_stale=true")["dags"]}
        tick("DAGs read", len(wanted - missing), len(wanted))
        if not missing:
            return
    errors = [error["stack_trace"] for error in api.call("GET", "/importErrors")["import_errors"]]
    raise LocalError(
        f"Airflow does not know {', '.join(sorted(missing))}. Its import errors: {errors or 'none; see logs/airflow-dag-processor.log'}"
    )


def switch_on(api: AirflowApi, dag_ids: set[str]) -> None:
    """Unpauses DAGs."""
    for name in sorted(dag_ids):
        api.call("PATCH", f"/dags/{name}", {"is_paused": False})


def ask_for_days(api: AirflowApi, sources: Mapping[str, SourceDeclaration], now: datetime, *, scheduled: bool) -> set[tuple[str, str]]:
    """Asks for the last `DAYS` whole days of the sources of `FIRST_SHOWN` that can address their past, as a backfill that makes only what is missing; and for
    one look at the polled ones.

    `scheduled`: yesterday is left to the run that the schedule itself makes as soon as a DAG is switched on (`now` is the clock's, not a replayed one).
    Answers the runs to wait for, as (DAG, partition or run id). A backfill of an earlier start that still runs is left alone.
    """
    awaited: set[tuple[str, str]] = set()
    for source in sources.values():
        if source.name not in FIRST_SHOWN:
            continue
        if source.polled:
            run = api.call("POST", f"/dags/{dag_id(source)}/dagRuns", {"logical_date": None})
            awaited.add((dag_id(source), run["dag_run_id"]))
            continue
        days = past_days(source, now)
        awaited |= {(dag_id(source), day.isoformat()) for day in days}
        asked = days[:-1] if scheduled else days
        if not asked:
            continue
        body = {"dag_id": dag_id(source), "from_date": f"{asked[0]}T00:00:00Z", "to_date": f"{asked[-1]}T00:00:00Z"}
        try:
            api.call("POST", "/backfills", {**body, "max_active_runs": DAYS, "reprocess_behavior": "none"})
        except ApiError as error:
            if error.status not in (CONFLICT, UNPROCESSABLE):
                raise
    return awaited


def wait_for(api: AirflowApi, awaited: set[tuple[str, str]], tick: Tick) -> dict[tuple[str, str], str]:
    """Waits until every run has ended, at most `RUNS_SECONDS`; the states as they then are. A red run has ended too."""
    states: dict[tuple[str, str], str] = {}
    for _ in _patiently(RUNS_SECONDS):
        answer = api.call("GET", "/dags/~/dagRuns?limit=500&order_by=-run_after")
        for run in answer["dag_runs"]:
            for key in ((run["dag_id"], run["partition_key"]), (run["dag_id"], run["dag_run_id"])):
                if key in awaited and states.get(key) not in FINAL:
                    states[key] = run["state"]
        ended = sum(state in FINAL for state in states.values())
        tick("first runs", ended, len(awaited))
        if ended == len(awaited):
            break
    return states


def past_days(source: SourceDeclaration, now: datetime) -> list[date]:
    """The last `DAYS` days that have ended in the source's zone, oldest first, as far as its history reaches; none if it has no past by date."""
    today = now.astimezone(source.zone).date()
    since = source.history.since
    if source.history.kind != "by-date" or since is None:
        return []
    return [day for back in range(DAYS, 0, -1) if (day := today - timedelta(days=back)) >= since]


def dag_id(source: SourceDeclaration) -> str:
    """The DAG by which a source is asked for by hand: a day of its past, or what it shows now."""
    return f"{'watch' if source.polled else 'ingest'}_{source.name}"


def _patiently(seconds: float) -> Iterator[None]:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        yield
        time.sleep(1)
