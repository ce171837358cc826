"""The one operator: a step of `briefwire` in a child process, its verdict turned into a typed end of the task."""

import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from airflow.sdk import BaseOperator, Connection
from airflow.sdk.exceptions import AirflowFailException, AirflowNotFoundException

from briefwire.verdict import RunFailed, SiteUnavailable, Verdict, raise_for
from dags._child import Child
from dags._day import publication_day

CONNECTION = "briefwire"
OK, WRONG_USAGE, RED = 0, 2, 3

_KINDS = {"scheduled": "scheduled", "backfill": "backfill"}


class BriefwireStep(BaseOperator):  # type: ignore[misc]
    """Runs `briefwire <step>` and answers `{"run_id", "verdict", "counts"}`, nothing bigger.

    Raises `SiteUnavailable` or another `RunFailed` by the verdict of the run, and `AirflowFailException` for a wrong configuration.
    """

    step: str

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:
        """The step's own arguments on the command line."""
        raise NotImplementedError

    def execute(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """Runs the step to its end."""
        with tempfile.TemporaryDirectory(prefix="briefwire-") as folder:
            result = Path(folder) / "result.json"
            command = [sys.executable, "-m", "briefwire", self.step, *self.arguments(context), "--result", str(result)]
            self._child = Child(command, child_environment(os.environ, _connection_dsn()))
            code = self._child.run(self.log)
            written = result.read_text(encoding="utf8") if result.exists() else None
        try:
            return self._answer(code, written)
        except RunFailed as error:
            self.log.error("%s", error)
            raise

    def on_kill(self) -> None:
        """Kills the step with all its children: the task was stopped, timed out or cleared."""
        if (child := getattr(self, "_child", None)) is not None:
            child.stop()

    def _answer(self, code: int, written: str | None) -> dict[str, Any]:
        last = self._child.last_words
        if code == WRONG_USAGE:
            raise AirflowFailException(f"wrong configuration, trying again would not help: {last}")
        if code not in (OK, RED) or written is None:
            raise SiteUnavailable(
                Verdict.CRASHED, f"briefwire {self.step} ended with exit code {code}: {last}", "unknown, see the lines above"
            )
        result = json.loads(written)
        raise_for(result["verdict"] or Verdict.OK, result["reason"], result["run_id"])
        self.log.info("%s: %s", result["run_id"], result["reason"])
        return {name: result[name] for name in ("run_id", "verdict", "counts")}


class CrawlDay(BriefwireStep):
    """Opens a run for the publication day of the context and fetches its pages."""

    step = "crawl"

    def __init__(self, *, source: str, time_zone: str, **rest: Any) -> None:
        super().__init__(multiple_outputs=True, **rest)
        self.source, self.time_zone = source, time_zone

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:
        """Source, day, what made the run, and the Airflow run it belongs to."""
        run = context["dag_run"]
        day = publication_day(context, ZoneInfo(self.time_zone))
        kind = _KINDS.get(str(getattr(run.run_type, "value", run.run_type)), "manual")
        return [self.source, "--from", day.isoformat(), "--kind", kind, "--dag-run-id", run.run_id]


class ExtractRun(BriefwireStep):
    """Reads the pages of a run from the archive. `run` is the id that the crawl answered."""

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


def child_environment(variables: Mapping[str, str], dsn: str | None) -> dict[str, str]:
    """The variables for the child: without Airflow's own (it reads pages from the open web and needs none of its secrets), with the connection's DSN."""
    kept = {name: value for name, value in variables.items() if not name.startswith(("AIRFLOW", "_AIRFLOW", "__AIRFLOW"))}
    return kept | {"PYTHONUNBUFFERED": "1"} | ({"BRIEFWIRE_DSN": dsn} if dsn else {})


def libpq_uri(connection: Any) -> str:
    """A Postgres connection of Airflow as the URI that libpq reads; plain extras (`sslmode`, `application_name`) become its parameters."""
    secret = f":{quote(connection.password, safe='')}" if connection.password else ""
    user = f"{quote(connection.login, safe='')}{secret}@" if connection.login else ""
    port = f":{connection.port}" if connection.port else ""
    extras = {name: value for name, value in connection.extra_dejson.items() if isinstance(value, str | int)}
    return f"postgresql://{user}{connection.host or ''}{port}/{connection.schema or ''}" + (f"?{urlencode(extras)}" if extras else "")


def _connection_dsn() -> str | None:
    try:
        return libpq_uri(Connection.get(CONNECTION))
    except AirflowNotFoundException:
        return None
