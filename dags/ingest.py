"""One DAG per source: each run collects one publication day of the source's own zone."""

from datetime import UTC, datetime, timedelta

from airflow.sdk import DAG, CronPartitionTimetable, ExceptionRetryPolicy, Param, RetryAction, RetryRule

from briefwire.pools import REFINE
from briefwire.verdict import RunFailed, SiteUnavailable
from dags._operator import CrawlDay, ExtractRun, LoadRun
from dags._runbook import runbook
from scrapers.registry import sources

RETRIES = 3
BY_VERDICT = ExceptionRetryPolicy(
    rules=[
        RetryRule(SiteUnavailable, RetryAction.RETRY, reason="the site or this machine may be well again later"),
        RetryRule(RunFailed, RetryAction.FAIL, reason="trying again would only knock at the same door"),
    ]
)

for source in sources().values():
    with DAG(
        dag_id=f"ingest_{source.name}",
        description=f"{source.title}: one publication day per run, from its listing to rows in SQL",
        doc_md=runbook(source, RETRIES),
        schedule=CronPartitionTimetable("0 0 * * *", timezone=source.time_zone, run_offset=-1, key_format="%Y-%m-%d"),
        start_date=datetime(2020, 1, 1, tzinfo=UTC),
        catchup=False,
        max_active_runs=4,
        # A backfill waits in the source's pool while its run is already counted as running: this is the end of patience, not the pace.
        dagrun_timeout=timedelta(days=7),
        rerun_with_latest_version=True,
        tags=[source.kind, source.country, source.name],
        params={
            "day": Param(
                None, type=["null", "string"], format="date", title="Day", description=f"In {source.time_zone}. Empty: yesterday."
            ),
            "scope": Param(
                "in", type="string", enum=["in", "all"], title="Publish", description="all: also pages in which no foreign ministry speaks."
            ),
        },
        default_args={
            "owner": "briefwire",
            "retries": RETRIES,
            "retry_delay": timedelta(minutes=5),
            "retry_exponential_backoff": 3.0,
            "max_retry_delay": timedelta(hours=2),
            "retry_policy": BY_VERDICT,
            "execution_timeout": timedelta(hours=1),
            "pool": REFINE,
            # A run that has its pages is finished before another one is begun.
            "weight_rule": "upstream",
        },
    ):
        # Longer than the crawl's own limit (three times its budget of requests at the declared pace, and half an hour), which ends it in order.
        patience = timedelta(seconds=4 * source.politeness.max_requests * source.politeness.delay, minutes=45)
        crawl = CrawlDay(task_id="crawl", source=source.name, time_zone=source.time_zone, pool=source.pool, execution_timeout=patience)
        extract = ExtractRun(task_id="extract", run=crawl.output["run_id"])
        extract >> LoadRun(task_id="load", run=crawl.output["run_id"])
