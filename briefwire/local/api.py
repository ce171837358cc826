"""The few calls of Airflow's REST API (version 2) that starting needs."""

import json
import time
import urllib.error
import urllib.request
from typing import Any

from briefwire.local.running import LocalError

SECONDS = 30.0

_PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between two tries


class ApiError(LocalError):
    """Airflow's API refused a request. `status` is its HTTP status."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"Airflow's API answered {status}: {words}")
        self.status = status


class AirflowApi:
    """A client for one running Airflow on loopback, as `admin`."""

    def __init__(self, origin: str, login: str, password: str) -> None:
        self._origin, self._login, self._password = origin, login, password
        self._token: str | None = None
        # Loopback is never behind a proxy, whatever the environment says of proxies.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def unhealthy(self) -> list[str]:
        """The names of the parts that do not report health; all of them while the API itself does not answer."""
        parts = ["metadatabase", "scheduler", "dag_processor", "triggerer"]
        try:
            health = self._send("GET", "/api/v2/monitor/health", None, {})
        except (ApiError, OSError):
            return ["api_server", *parts]
        return [part for part in parts if health.get(part, {}).get("status") != "healthy"]

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """One request to `/api/v2<path>`; the parsed answer. Raises `ApiError`, and `OSError` when nothing answers.

        A server error is asked again for a while: Airflow answers so while its Postgres comes back.
        """
        for pause in _PAUSES:
            try:
                return self._ask(method, path, body)
            except (ApiError, OSError) as error:
                if isinstance(error, ApiError) and error.status < 500:
                    raise
            time.sleep(pause)
        return self._ask(method, path, body)

    def _ask(self, method: str, path: str, body: Any) -> Any:
        return self._send(method, f"/api/v2{path}", body, {"Authorization": f"Bearer {self.token}"})

    @property
    def token(self) -> str:
        """The token that every request shows; asked for once. Raises as `call` does."""
        if self._token is None:
            self._token = str(self._send("POST", "/auth/token", {"username": self._login, "password": self._password}, {})["access_token"])
        return self._token

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._origin}{path}", data, {"Content-Type": "application/json", **headers}, method=method)  # noqa: S310 - our own origin
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise ApiError(error.code, error.read().decode(errors="replace")[:500]) from error
        return json.loads(text) if text else None
