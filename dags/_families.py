"""The two steps of the families DAG: link all that waits, then compute a window anew and compare."""

from collections.abc import Mapping, Sequence
from typing import Any

from airflow.sdk.exceptions import AirflowFailException

from dags._links import runbook_url
from dags._operator import BriefwireStep


class FamiliesDiffer(AirflowFailException):  # type: ignore[misc]
    """What is stored is not what the texts say. Trying again would find the same."""


class LinkAll(BriefwireStep):
    """Links every article that waits, of whatever run."""

    step = "link"
    operator_extra_links = ()

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:  # noqa: ARG002 - whatever waits
        """None."""
        return []

    def conclude(self, result: Any, context: Mapping[str, Any]) -> Any:  # noqa: ARG002 - its line stands in the log already
        """The counts."""
        return result["counts"]


class AuditFamilies(BriefwireStep):
    """Compares the window of the form with its texts. The alarms are opened and closed by the step itself; the task is red when there is a difference."""

    step = "audit"
    operator_extra_links = ()

    def arguments(self, context: Mapping[str, Any]) -> Sequence[str]:
        """The form's window, and whether to have made anew what differs."""
        form = context["params"]
        return ["--days", str(form["days"]), *(["--repair"] if form["repair"] else [])]

    def conclude(self, result: Any, context: Mapping[str, Any]) -> Any:  # noqa: ARG002 - its lines stand in the log already
        """What was looked at. Raises `FamiliesDiffer`."""
        differences = result["differences"]
        if differences:
            first = differences[0]
            addresses = " and ".join(article["url"] for article in first["articles"])
            raise FamiliesDiffer(
                f"{len(differences)} differences, each in a line above; the first: {first['difference']}, {addresses}: {first['words']}"
                f" (see {runbook_url('families_differ')})"
            )
        return {name: result[name] for name in ("articles", "pairs", "seconds")}
