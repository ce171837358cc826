"""One DAG per source that looks at its current day every few minutes, through the very same steps as a backfill."""

from datetime import timedelta

from airflow.sdk import DAG

from dags._defaults import SCOPE, URGENT, collecting, every
from dags._steps import CrawlToday, line
from scrapers.registry import sources

for source in sources().values():
    with DAG(
        **collecting(source, "watch"),
        description=f"{source.title}: the current day, fresh every {source.watch.minutes} minutes",
        schedule=every(source.watch.minutes, source.time_zone),
        # One at a time: a watch that waits for a backfill's crawl to end is not joined by a queue of others.
        max_active_runs=1,
        dagrun_timeout=timedelta(days=1),
        # The present cannot be backfilled.
        allowed_run_types=["scheduled", "manual"],
        params={"scope": SCOPE},
        default_args=URGENT,
    ):
        line(CrawlToday(task_id="crawl", source=source))
