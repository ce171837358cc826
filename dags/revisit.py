"""One DAG per source that looks again, each morning, at days gone by: for late posts, silent edits and pages that went away."""

from datetime import timedelta

from airflow.sdk import DAG, TaskGroup

from briefwire.windows import LOOK_BACK
from dags._defaults import SCOPE, STEPS, at, collecting
from dags._steps import CrawlBack, line
from scrapers.registry import sources

for source in sources().values():
    if source.history.kind != "by-date":
        continue
    with DAG(
        **collecting(source, "revisit"),
        description=f"{source.title}: the days {', '.join(map(str, LOOK_BACK))} before today, looked at again",
        schedule=at("0 6 * * *", source.time_zone),
        max_active_runs=1,
        dagrun_timeout=timedelta(days=2),
        allowed_run_types=["scheduled", "manual"],
        params={"scope": SCOPE},
        default_args=STEPS,
    ):
        for back in LOOK_BACK:
            with TaskGroup(f"back_{back:02}", tooltip=f"{back} days before"):
                line(CrawlBack(task_id="crawl", source=source, back=back))
