"""One DAG that links what was left, and each night computes the families of the last weeks anew to compare them with what is stored."""

from datetime import timedelta

from airflow.sdk import DAG, Param

from dags._defaults import STEPS, at
from dags._families import AuditFamilies, LinkAll
from dags._links import RUNBOOK

DOC = f"""\
### Families

Every night it links all articles that still wait (`link`), then computes the relations, families and origins of the last weeks anew from the texts, in one
pass and without the index, and compares them with what is stored (`audit`).

**When `audit` is red**, each difference stands in its log with the addresses of both articles and what to do, and an alarm *families differ* is open for
each source concerned, which the DAG `quality` tells. It closes with the first audit that finds these days as they should be. To mend: trigger this DAG with
*Repair*, then once more; see [families differ]({RUNBOOK}/families_differ).

**When `link` is red**: the articles stand and wait, nothing is lost; see [not linked]({RUNBOOK}/not_linked).
"""

with DAG(
    dag_id="families",
    description="Links what was left, and compares the families of the last weeks with what their texts say",
    doc_md=DOC,
    schedule=at("30 2 * * *", "UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=12),
    allowed_run_types=["scheduled", "manual"],
    rerun_with_latest_version=True,
    tags=["quality"],
    params={
        "days": Param(60, type="integer", minimum=1, maximum=400, title="Days", description="Link days (UTC), today included."),
        "repair": Param(False, type="boolean", title="Repair", description="Have what differs made anew by the next link."),
    },
    # After a change of the rules every article waits: that night's link takes hours.
    default_args=STEPS | {"retries": 2, "execution_timeout": timedelta(hours=5)},
):
    LinkAll(task_id="link") >> AuditFamilies(task_id="audit")
