"""One DAG per source that can be asked for its past: each run collects one publication day of the source's own zone."""

from datetime import UTC, datetime, timedelta

from airflow.sdk import DAG, CronPartitionTimetable, Param

from dags._defaults import SCOPE, STEPS, collecting
from dags._steps import CrawlDay, line
from scrapers.registry import sources

for source in sources().values():
    if source.history.kind != "by-date":
        continue
    day = Param(None, type=["null", "string"], format="date", title="Day", description=f"In {source.time_zone}. Empty: yesterday.")
    with DAG(
        **collecting(source, "ingest"),
        description=f"{source.title}: one publication day per run, from its listing to rows in SQL",
        schedule=CronPartitionTimetable("0 0 * * *", timezone=source.time_zone, run_offset=-1, key_format="%Y-%m-%d"),
        start_date=datetime(2020, 1, 1, tzinfo=UTC),
        max_active_runs=4,
        # A backfill waits in the source's pool while its run is already counted as running: this is the end of patience, not the pace.
        dagrun_timeout=timedelta(days=7),
        params={"day": day, "scope": SCOPE},
        default_args=STEPS,
    ):
        line(CrawlDay(task_id="crawl", source=source))
