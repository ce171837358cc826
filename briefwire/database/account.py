"""The system account that the embedded server runs as: ourselves, or an unprivileged one when we are root (Postgres refuses root)."""

import logging
import os
import pwd
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefwire.database.errors import ServerError

log = logging.getLogger(__name__)

ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """A system account. `switch` says whether commands must be started under it."""

    name: str
    uid: int
    gid: int
    switch: bool

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Runs a command as this account, away from the caller's folder and environment; stderr is joined to stdout. Raises `OSError`."""
        return subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )

    def own(self, path: Path) -> None:
        """Makes `path` this account's own."""
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def open_way_to(self, path: Path) -> None:
        """Lets this account pass through the parent folders of `path` that bar it (o+x: pass, not list), and logs each. Raises `ServerError`."""
        if not self.switch:
            return
        for folder in reversed(path.parents):
            status = folder.stat()
            if self._may_pass(status):
                continue
            try:
                folder.chmod(stat.S_IMODE(status.st_mode) | stat.S_IXOTH)
            except OSError as error:
                raise ServerError(
                    f"the embedded server runs as {self.name}, who may not pass through {folder} ({error}): "
                    "allow it (chmod o+x), set BRIEFWIRE_HOME to another folder, or do not run as root"
                ) from error
            log.warning("%s: others may now pass through (o+x), because the embedded server runs as %s", folder, self.name)

    def _may_pass(self, status: os.stat_result) -> bool:
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def server_account() -> Account:
    """The account to run the embedded server as. Raises `ServerError` when root has none to give."""
    if os.geteuid() != 0:
        return Account(name=str(os.geteuid()), uid=os.geteuid(), gid=os.getegid(), switch=False)
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid, switch=True)
    raise ServerError(
        f"Postgres does not run as root and there is no system account {' or '.join(ACCOUNTS)}: run as another user, or set BRIEFWIRE_DSN"
    )
