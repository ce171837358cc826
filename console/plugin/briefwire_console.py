"""What Airflow loads from its plugins folder. It loads every file there into each of its processes, tasks included: so this one holds next to nothing."""

from typing import Any

from airflow.plugins_manager import AirflowPlugin

from console import notes


class BriefwireConsole(AirflowPlugin):  # type: ignore[misc]
    """Notes on DAG runs, written by the scheduler, and the pages under /briefwire, served by the API server."""

    name = "briefwire_console"
    listeners = [notes]  # noqa: RUF012 - as Airflow declares it
    external_views = [  # noqa: RUF012
        {
            "name": "Ledger",
            "href": "/briefwire/dags/{DAG_ID}/runs/{RUN_ID}",
            "destination": "dag_run",
            "url_route": "ledger",
        }
    ]

    @property
    def fastapi_apps(self) -> list[dict[str, Any]]:
        """The pages; only the API server asks for them, and only it pays for importing them."""
        from console.pages import app

        return [{"app": app, "url_prefix": "/briefwire", "name": "Briefwire"}]
