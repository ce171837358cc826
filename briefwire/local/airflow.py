"""Airflow's own settings for this machine: all of them environment variables, every server on loopback, every secret made here."""

import json
import os
import shlex
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefwire.database.secret_files import make_secret
from briefwire.environment import REPOSITORY
from briefwire.local.running import LocalError

LOGIN = "admin"
LOOPBACK = "127.0.0.1"

# The processes that `airflow standalone` would start. It is not used: it offers no way to leave out the two log servers, which listen on every
# interface (airflow/utils/serve_logs/core.py, host ""), and it leaves its children behind on SIGTERM. The API server reads the log files itself.
PARTS: Mapping[str, tuple[str, ...]] = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}


@dataclass(frozen=True, slots=True)
class AirflowSetup:
    """How to start Airflow and to reach it: the variables of its processes, the origin of its API and UI, and the password of `admin`."""

    variables: Mapping[str, str]
    origin: str
    password: str

    @property
    def shell_file(self) -> Path:
        """A file for `source`: after it, a shell's own `airflow` commands mean this Airflow."""
        return Path(self.variables["AIRFLOW_HOME"]) / "environment.sh"

    def write_shell_file(self, variables: Mapping[str, str]) -> None:
        """Writes `shell_file` from the variables of the processes. It holds secrets: its owner alone may read it."""
        wanted = sorted(
            name for name in variables if name.startswith(("AIRFLOW", "BRIEFWIRE_")) or name in ("PYTHONPATH", "NO_PROXY", "no_proxy")
        )
        lines = [f"export {name}={shlex.quote(variables[name])}\n" for name in wanted]
        _write_private(self.shell_file, "".join(lines) + f"export PATH={shlex.quote(str(Path(sys.executable).parent))}:$PATH\n")

    def command(self, *arguments: str) -> list[str]:
        """An `airflow` command of this Python."""
        return [sys.executable, "-m", "airflow", *arguments]


def set_up(home: Path, metadata_url: str, variables: Mapping[str, str] = os.environ) -> AirflowSetup:
    """Makes Airflow's home and secrets under `home` and answers its settings. `metadata_url` is SQLAlchemy's for the metadata database.

    Inherited `AIRFLOW*` variables are dropped: they belong to another Airflow.
    """
    folder, secrets = home / "airflow", home / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    password = make_secret(secrets, "airflow_admin")
    users = secrets / "airflow_users.json"
    _write_private(users, json.dumps({LOGIN: password}) + "\n")
    port = free_port(8080)
    origin = f"http://{LOOPBACK}:{port}"
    settings = {
        "CORE__DAGS_FOLDER": str(REPOSITORY / "dags"),
        "CORE__PLUGINS_FOLDER": str(REPOSITORY / "console" / "plugin"),
        "CORE__LOAD_EXAMPLES": "False",
        "CORE__EXECUTOR": "LocalExecutor",
        "CORE__PARALLELISM": str(max(2, os.cpu_count() or 2)),
        "CORE__AUTH_MANAGER": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
        "CORE__SIMPLE_AUTH_MANAGER_USERS": f"{LOGIN}:admin",
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(users),
        "CORE__FERNET_KEY": make_secret(secrets, "airflow_fernet") + "=",  # 32 bytes in base64, which make_secret writes without padding
        "CORE__EXECUTION_API_SERVER_URL": f"{origin}/execution/",
        "CORE__HOSTNAME_CALLABLE": "socket.gethostname",
        "DATABASE__SQL_ALCHEMY_CONN": metadata_url,
        "API__HOST": LOOPBACK,
        "API__PORT": str(port),
        "API__BASE_URL": origin,
        "API__WORKERS": "1",
        "API__SECRET_KEY": make_secret(secrets, "airflow_api"),
        "API_AUTH__JWT_SECRET": make_secret(secrets, "airflow_jwt"),
        "SCHEDULER__ENABLE_HEALTH_CHECK": "False",
        # Tasks whose scheduler or supervisor was killed are found within a minute, not within five.
        "SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "20",
        "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "60",
        "DAG_PROCESSOR__PARSING_PROCESSES": "1",
        "LOGGING__BASE_LOG_FOLDER": str(folder / "logs"),
        "LOGGING__COLORED_CONSOLE_LOG": "False",
        "METRICS__STATSD_ON": "False",
    }
    kept = {name: value for name, value in variables.items() if not name.startswith(("AIRFLOW", "_AIRFLOW"))}
    paths = [str(REPOSITORY), *filter(None, [kept.get("PYTHONPATH")])]
    no_proxy = [LOOPBACK, "localhost", *filter(None, [kept.get("no_proxy") or kept.get("NO_PROXY")])]
    return AirflowSetup(
        variables=kept
        | {f"AIRFLOW__{name}": value for name, value in settings.items()}
        | {"AIRFLOW_HOME": str(folder), "AIRFLOW_CONFIG": str(folder / "airflow.cfg")}
        | {"PYTHONPATH": os.pathsep.join(paths), "NO_PROXY": ",".join(no_proxy), "no_proxy": ",".join(no_proxy)},
        origin=origin,
        password=password,
    )


def free_port(preferred: int) -> int:
    """`preferred` if nothing holds it on loopback, else a port that is free now. Raises `LocalError`."""
    for port in (preferred, 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((LOOPBACK, port))
            except OSError:
                continue
            number: int = trial.getsockname()[1]
            return number
    raise LocalError(f"no port is free on {LOOPBACK}: end some programs and start again")


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf8") as file:
        file.write(text)
