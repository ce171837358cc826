"""The base of all operators: a verb of `briefwire` in a child process, what went wrong with it turned into a typed end of the task."""

import json
import logging
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, urlencode

from airflow.sdk import BaseOperator, Connection
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowNotFoundException

from briefwire.verdict import SiteUnavailable, Verdict
from dags._child import Child
from dags._links import RUNBOOK, LedgerLink
from dags._note import NOTE, note

CONNECTION = "briefwire"
OK, WRONG_USAGE, RED, BUSY = 0, 2, 3, 4


class StepDied(SiteUnavailable):
    """A process of this machine ended before its work was done: worth another try soon, unlike a site that is down."""


class DayBusy(AirflowException):  # type: ignore[misc]
    """Another Airflow run is at work on the same source and day: worth another try when it has ended."""


class BriefwireStep(BaseOperator):  # type: ignore[misc]
    """Runs `briefwire <step>` and hands the JSON it wrote to `conclude`.

    Raises `StepDied` when the process ends without an answer, `DayBusy` when another run has the day, `AirflowFailException` for a wrong configuration.
    """

    step: str
    operator_extra_links: tuple[LedgerLink, ...] = (LedgerLink(),)

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:
        """The step's own arguments on the command line."""
        raise NotImplementedError

    def conclude(self, result: Any, context: Mapping[str, Any]) -> Any:  # noqa: ARG002 - for those that look at it
        """What the task answers, from the JSON that the step wrote. May raise."""
        self.log.info("%s: %s", result["run_id"], result["reason"])
        return {name: result[name] for name in ("run_id", "verdict", "counts")}

    def busy(self, words: str) -> NoReturn:
        """Ends the task when the step says that another run has the day."""
        raise DayBusy(f"busy: {words} (see {RUNBOOK}/busy)")

    def relay(self) -> logging.Logger:
        """Where the lines of the child go while it runs."""
        log: logging.Logger = self.log
        return log

    def execute(self, context: Mapping[str, Any]) -> Any:
        """Runs the step to its end. What it says of a red end is also left for the note of the DAG run."""
        with tempfile.TemporaryDirectory(prefix="briefwire-") as folder:
            answer = Path(folder) / "result.json"
            command = [sys.executable, "-m", "briefwire", self.step, *self.arguments(context), "--result", str(answer)]
            self._child = Child(command, child_environment(os.environ, _connection_dsn()))
            code = self._child.run(self.relay())
            written = answer.read_text(encoding="utf8") if answer.exists() else None
        try:
            return self.conclude(self._result(code, written), context)
        except (SiteUnavailable, DayBusy, AirflowFailException) as error:
            self.log.error("%s", error)
            context["ti"].xcom_push(key=NOTE, value=note(self.step, str(error)))
            raise

    def on_kill(self) -> None:
        """Kills the step with all its children: the task was stopped, timed out or cleared."""
        if (child := getattr(self, "_child", None)) is not None:
            child.stop()

    def _result(self, code: int, written: str | None) -> Any:
        last = self._child.last_words
        if code == WRONG_USAGE:
            raise AirflowFailException(f"wrong configuration, trying again would not help: {last} (see {RUNBOOK}/wrong_configuration)")
        if code == BUSY:
            self.busy(last)
        if code not in (OK, RED) or written is None:
            raise StepDied(Verdict.CRASHED, f"briefwire {self.step} ended with exit code {code}: {last}", "unknown, see the lines above")
        return json.loads(written)


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
