"""Fills the holes of a source's calendar: asks which days of a window are missing, and starts the ingest DAG once for each."""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import DAG, Param

from dags._defaults import STEPS
from dags._gaps import MOST, FindHoles
from dags._runbook import GAPS
from scrapers.registry import sources

BY_DATE = [source.name for source in sources().values() if source.history.kind == "by-date"]

with DAG(
    dag_id="gaps",
    description="Asks the coverage calendar for its holes and has them collected",
    doc_md=GAPS,
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(days=1),
    allowed_run_types=["manual"],
    rerun_with_latest_version=True,
    tags=["gaps"],
    params={
        "source": Param(BY_DATE[0], type="string", enum=BY_DATE, title="Source"),
        "from": Param(
            None, type=["null", "string"], format="date", title="From", description="First publication day. Empty: 30 days back."
        ),
        "to": Param(None, type=["null", "string"], format="date", title="To", description="Last one, included. Empty: yesterday."),
        "most": Param(MOST, type="integer", minimum=1, maximum=1000, title="At most", description="More holes than this are refused."),
    },
    default_args=STEPS,
):
    holes = FindHoles(task_id="holes")
    TriggerDagRunOperator.partial(
        task_id="fill",
        trigger_dag_id="ingest_{{ params.source }}",
        logical_date=None,
        # A paused DAG would leave its runs waiting without a word.
        fail_when_dag_is_paused=True,
        map_index_template="{{ task.conf['day'] }}",
    ).expand_kwargs(holes.output)
