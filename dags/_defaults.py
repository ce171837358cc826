"""What all collecting DAGs share: how they try again, what their form asks, and the times that their schedules are made of."""

from datetime import timedelta
from typing import Any

from airflow.sdk import CronTriggerTimetable, ExceptionRetryPolicy, Param, RetryAction, RetryRule

from briefwire.verdict import RunFailed, SiteUnavailable
from dags._operator import DayBusy, StepDied
from dags._runbook import runbook
from scrapers.registry import SourceDeclaration

BY_CAUSE = ExceptionRetryPolicy(
    rules=[
        # A process that is killed leaves no exception at all: for it, and for these, the delay of the task holds, which begins at half a minute.
        RetryRule(StepDied, RetryAction.RETRY, reason="a process of this machine died"),
        # Three tries outlast the quarter of an hour after which the day of a run that fell silent is free.
        RetryRule(DayBusy, RetryAction.RETRY, retry_delay=timedelta(minutes=6), reason="another run is at work on the same day"),
        RetryRule(SiteUnavailable, RetryAction.RETRY, retry_delay=timedelta(minutes=12), reason="the site may be well again later"),
        RetryRule(RunFailed, RetryAction.FAIL, reason="trying again would only knock at the same door"),
    ]
)

STEPS = {
    "owner": "briefwire",
    "retries": 3,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 3.0,
    "max_retry_delay": timedelta(minutes=15),
    "retry_policy": BY_CAUSE,
    "execution_timeout": timedelta(hours=1),
    # A run that has its pages is finished before another one is begun.
    "weight_rule": "upstream",
}
# The current day goes before a backfill's in the pools that they share.
URGENT = STEPS | {"priority_weight": 10}

SCOPE = Param("in", type="string", enum=["in", "all"], title="Publish", description="all: also pages in which no foreign ministry speaks.")


def collecting(source: SourceDeclaration, kind: str) -> dict[str, Any]:
    """The arguments of the DAG `<kind>_<source>` that do not differ from kind to kind."""
    return {
        "dag_id": f"{kind}_{source.name}",
        "doc_md": runbook(source, kind),
        "tags": [kind, source.kind, source.country, source.name],
        "catchup": False,
        "rerun_with_latest_version": True,
    }


def at(cron: str, time_zone: str) -> CronTriggerTimetable:
    """A schedule by the clock of the zone. Switching it on waits for its next time: Airflow's own default would begin at once when the last is near."""
    return CronTriggerTimetable(cron, timezone=time_zone, run_immediately=timedelta())


def every(minutes: int, time_zone: str) -> CronTriggerTimetable:
    """A schedule every `minutes`; the count begins anew with each hour, or with each day when it is an hour or more."""
    return at(f"*/{minutes} * * * *" if minutes < 60 else f"0 */{minutes // 60} * * *", time_zone)
