"""From an Airflow context to the publication day: the one place that looks at Airflow's dates."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from airflow.sdk.exceptions import AirflowFailException


class ContradictoryDay(AirflowFailException):  # type: ignore[misc]
    """The trigger form names another day than the partition that the run stands for."""


def publication_day(context: Mapping[str, Any], zone: ZoneInfo) -> date:
    """The day, in the source's `zone`, whose pages this run collects.

    The form's `day` if one was given, else the partition key (scheduled runs and backfills), else the day before the run's `run_after` (a manual run
    without either). Raises `ContradictoryDay` when form and partition disagree: a backfill started with a `day` would collect that one day again and again.
    """
    asked, partition = context["params"].get("day"), context.get("partition_key")
    if asked and partition and asked != partition:
        raise ContradictoryDay(
            f"the form asks for {asked}, but the run stands for partition {partition}: leave the day empty, or trigger a run by hand for it"
        )
    if named := asked or partition:
        return date.fromisoformat(named)
    return run_day(context, zone) - timedelta(days=1)


def run_day(context: Mapping[str, Any], zone: ZoneInfo) -> date:
    """The day, in the source's `zone`, on which this run was due. Clearing the run later does not change it."""
    due: datetime = context["dag_run"].run_after
    return due.astimezone(zone).date()
