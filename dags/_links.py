"""Where the pages of `console/` stand, as tasks, notes and documentation point to them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from airflow.sdk import BaseOperatorLink
from airflow.sdk.configuration import conf

PAGES = "/briefwire"
RUNBOOK = f"{PAGES}/runbook"


def ledger_path(dag_id: str, dag_run_id: str) -> str:
    """The page of all runs in the ledger that belong to an Airflow run, relative to Airflow's own root."""
    return f"{PAGES}/dags/{quote(dag_id, safe='')}/runs/{quote(dag_run_id, safe='')}"


def runbook_url(page: str) -> str:
    """The full address of a page of the runbook, for a log, in which only full addresses can be followed."""
    return f"{_base_url()}{RUNBOOK}/{page}"


class LedgerLink(BaseOperatorLink):  # type: ignore[misc]
    """From a task to the rows that its Airflow run has in the ledger. The task itself leaves the link when it ends, so nothing is asked to show it."""

    name = "Ledger"

    def get_link(self, operator: Any, *, ti_key: Any) -> str:  # noqa: ARG002 - the same for every step of a run
        """A path on Airflow's own origin."""
        return urlsplit(_base_url()).path + ledger_path(ti_key.dag_id, ti_key.run_id)


def _base_url() -> str:
    address: str = conf.get("api", "base_url", fallback="")
    return address.rstrip("/")


def markdown_links(pages: Mapping[str, str]) -> str:
    """Links to pages of the runbook, `words -> page`, on one line."""
    return " · ".join(f"[{words}]({RUNBOOK}/{page})" for words, page in pages.items())
