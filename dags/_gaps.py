"""The operator behind `gaps`: which days are missing, and what to start for each of them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from dags._day import run_day
from dags._operator import BriefwireStep
from scrapers.registry import load

MOST = 60
DAYS_BACK = 30


class FindHoles(BriefwireStep):
    """Runs `briefwire gaps` for the window of the form and answers, for each hole, the arguments of the run that fills it.

    Raises `AirflowFailException` for more holes than the form allows, and skips what follows when there is none.
    """

    step = "gaps"
    operator_extra_links = ()

    def window(self, context: Mapping[str, Any]) -> tuple[date, date]:
        """First and last day of the form, both included; what it leaves empty counts back from the day of the run in the source's zone."""
        form = context["params"]
        today = run_day(context, load(form["source"]).zone)
        first, last = form["from"], form["to"]
        return (
            date.fromisoformat(first) if first else today - timedelta(days=DAYS_BACK),
            date.fromisoformat(last) if last else today - timedelta(days=1),
        )

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:
        """Source and window."""
        first, last = self.window(context)
        return [context["params"]["source"], "--from", first.isoformat(), "--to", last.isoformat()]

    def conclude(self, result: Any, context: Mapping[str, Any]) -> Any:
        """One set of arguments of `TriggerDagRunOperator` a hole: the day for the form, and an id by which a second look starts no second run."""
        source, most = context["params"]["source"], context["params"]["most"]
        first, last = self.window(context)
        if not result:
            raise AirflowSkipException(f"{source} has no hole from {first} to {last}")
        if len(result) > most:
            raise AirflowFailException(f"{len(result)} holes, more than {most} at once: name a shorter window, or start a backfill")
        self.log.info("%s: %d holes from %s to %s: %s", source, len(result), first, last, ", ".join(result))
        return [{"conf": {"day": day}, "trigger_run_id": f"gap_{day}__{context['dag_run'].run_id}"} for day in result]
