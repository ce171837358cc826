"""The line that every collecting DAG runs: crawl >> extract >> load >> link >> verdict.

Only a process that dies, a wrong configuration and a site that may be back in a quarter of an hour end a task of the first four: a verdict is handed on,
and the task `verdict` alone is red for it, with the reason in the first line of its own log.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NoReturn

from airflow.sdk.exceptions import AirflowSkipException

from briefwire.environment import Environment
from briefwire.pools import REFINE
from briefwire.verdict import RunFailed, SiteUnavailable, Verdict
from dags._day import publication_day, run_day
from dags._links import runbook_url
from dags._note import NOTE, note
from dags._operator import BriefwireStep, StepDied
from scrapers.registry import SourceDeclaration

OPEN = "open"  # in place of a verdict, while the books of a run are not closed
_KINDS = {"scheduled": "scheduled", "backfill": "backfill"}


class CrawlDay(BriefwireStep):
    """Opens a run for the publication day of the context and fetches its pages. Answers the run's id, its verdict if it has one already, and counts."""

    step = "crawl"

    def __init__(self, *, source: SourceDeclaration, **rest: Any) -> None:
        # Longer than the crawl's own limit (three times its budget of requests at the declared pace, and half an hour), which ends it in order.
        patience = timedelta(seconds=4 * source.politeness.max_requests * source.politeness.delay, minutes=45)
        super().__init__(multiple_outputs=True, pool=source.pool, execution_timeout=patience, **rest)
        self.source = source.name
        self._declaration = source

    def day(self, context: Mapping[str, Any]) -> date:
        """The publication day to collect."""
        return publication_day(context, self._declaration.zone)

    def kind(self, context: Mapping[str, Any]) -> str:
        """What made the run, in the ledger's words."""
        run_type = context["dag_run"].run_type
        return _KINDS.get(str(getattr(run_type, "value", run_type)), "manual")

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:
        """Source, day, what made the run, and the Airflow run it belongs to."""
        run_id = context["dag_run"].run_id
        return [self.source, "--from", self.day(context).isoformat(), "--kind", self.kind(context), "--dag-run-id", run_id]

    def conclude(self, result: Any, context: Mapping[str, Any]) -> Any:
        """Hands the run on, whatever its verdict; but what may pass by itself is tried again while the task has tries left."""
        if context["ti"].try_number <= context["ti"].max_tries:
            if result["verdict"] == Verdict.CRASHED:
                raise StepDied(result["verdict"], result["reason"], result["run_id"])
            if result["verdict"] == Verdict.UNREACHABLE:
                raise SiteUnavailable(result["verdict"], result["reason"], result["run_id"])
        return super().conclude(result, context)


class CrawlToday(CrawlDay):
    """Looks at the day on which the run was due. A source that keeps no past shows only its newest pages: it is looked at as of now, however late."""

    def day(self, context: Mapping[str, Any]) -> date:
        zone = self._declaration.zone
        return Environment.read().now().astimezone(zone).date() if self._declaration.polled else run_day(context, zone)

    def kind(self, context: Mapping[str, Any]) -> str:  # noqa: ARG002 - whoever started it
        return "watch"

    def busy(self, words: str) -> NoReturn:
        """Another run looks at the day already, and the next watch is near."""
        raise AirflowSkipException(words)


class CrawlBack(CrawlDay):
    """Looks again at the day that lies `back` days before the one on which the run was due; skips a day that the source cannot be asked for."""

    def __init__(self, *, back: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.back = back

    def day(self, context: Mapping[str, Any]) -> date:
        day = run_day(context, self._declaration.zone) - timedelta(days=self.back)
        since = self._declaration.history.since
        if since is not None and day < since:
            raise AirflowSkipException(f"{self.source} can be asked for {since} and later, not for {day}")
        return day

    def kind(self, context: Mapping[str, Any]) -> str:  # noqa: ARG002 - whoever started it
        return "revisit"


class ExtractRun(BriefwireStep):
    """Reads the pages of a run from the archive. `run` is the id that the crawl answered; a run that is closed already is left as it is."""

    step = "extract"
    template_fields = ("run",)

    def __init__(self, *, run: Any, **rest: Any) -> None:
        super().__init__(**rest)
        self.run = run

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:  # noqa: ARG002 - the form has no say here
        """The run's id."""
        return [self.run]


class LoadRun(ExtractRun):
    """Publishes the records of a run and closes its books."""

    step = "load"

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:
        """The run's id and the form's scope."""
        return [self.run, "--scope", context["params"]["scope"]]


class LinkRun(ExtractRun):
    """Finds what other articles those of a run are one text with. Red, it takes nothing back: they are published, and wait for the next link."""

    step = "link"


class GiveVerdict(ExtractRun):
    """Says what the books say of a run: red with the reason as its first line, or green. Reads only, so it may be cleared by itself."""

    step = "verdict"

    def relay(self) -> logging.Logger:
        """Nowhere: the first line of this log is the reason."""
        silence = logging.Logger("briefwire.verdict")
        silence.addHandler(logging.NullHandler())
        return silence

    def conclude(self, result: Any, context: Mapping[str, Any]) -> Any:
        """The counts of a run that is ok. Raises `RunFailed` for any other, and for one whose books are open: its load has not come to its end."""
        verdict, reason, run_id, counts = (result[name] for name in ("verdict", "reason", "run_id", "counts"))
        context["ti"].xcom_push(key=NOTE, value=note(verdict or OPEN, reason, counts, run_id))
        if verdict == Verdict.OK:
            return super().conclude(result, context)
        self.log.error("%s: %s (run %s; see %s)", verdict or OPEN, reason, run_id, runbook_url(verdict or "not_yet_crawled"))
        raise RunFailed(verdict or OPEN, reason, run_id)


def line(crawl: CrawlDay) -> None:
    """Puts the steps after `crawl`, in the DAG or task group at work."""
    run = crawl.output["run_id"]
    extract = ExtractRun(task_id="extract", run=run, pool=REFINE)
    load = LoadRun(task_id="load", run=run, pool=REFINE)
    link = LinkRun(task_id="link", run=run, pool=REFINE)
    crawl >> extract >> load >> link >> GiveVerdict(task_id="verdict", run=run, pool=REFINE)
