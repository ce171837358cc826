"""One DAG that keeps the alarms over the coverage calendar and tells people of them, grouped and within a budget."""

from datetime import timedelta

from airflow.sdk import DAG, Param

from dags._alarms import KeepAlarms, TellAlarms
from dags._defaults import STEPS, every
from dags._links import RUNBOOK

DOC = f"""\
### Alarms

Every hour it reads `v1.coverage_calendar`, opens an alarm for each source that is *blocked*, *parser broken*, *unreachable* or *not yet crawled*, and
closes those whose days are well again. One trouble of one source is one alarm, however long it lasts, and is told once; all alarms of a kind are one message.
When the day's budget of messages (UTC) is spent, the rest is told with the first one of the next day. `briefwire alarms` and `v1.alarm` show everything,
told or not; `briefwire silence` keeps an alarm quiet until a day, for a reason. What to do about each: the [runbook]({RUNBOOK}/).

**This DAG is red** only when it cannot do its work: an alarm is no failure of it. `keep` red: the database or the program; `tell` red: a channel refused.

**Who is told**: the connections `briefwire_smtp` (mail; its extra names `from_email` and `to`) and `briefwire_webhook` (the host is the whole address).
Without either the messages wait and stand in the log of `tell`.
"""

with DAG(
    dag_id="quality",
    description="Keeps the alarms over the coverage calendar and tells of them, grouped and within a budget",
    doc_md=DOC,
    schedule=every(60, "UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=1),
    rerun_with_latest_version=True,
    tags=["quality"],
    params={
        "days": Param(14, type="integer", minimum=1, maximum=64, title="Days", description="The newest publication days to look at."),
        "budget": Param(5, type="integer", minimum=1, title="Budget", description="Messages a day (UTC)."),
    },
    default_args=STEPS | {"retries": 2, "execution_timeout": timedelta(minutes=15)},
):
    KeepAlarms(task_id="keep") >> TellAlarms(task_id="tell")
