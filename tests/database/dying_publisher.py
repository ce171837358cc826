"""Publishes a run and kills itself (SIGKILL) just before its nth statement: `python -m tests.database.dying_publisher DSN RUN_ID N`."""

import os
import signal
import sys
from datetime import UTC, datetime
from typing import Any

import psycopg2
from psycopg2.extensions import cursor

from briefwire.database.publish import publish


class Fuse(cursor):
    """A cursor that ends the process before the nth statement of all its kind."""

    left = 0

    def execute(self, query: Any, parameters: Any = None) -> None:
        """Executes, unless the fuse has burnt down."""
        if Fuse.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        Fuse.left -= 1
        super().execute(query, parameters)


if __name__ == "__main__":
    dsn, run_id, statements = sys.argv[1:]
    Fuse.left = int(statements)
    publish(psycopg2.connect(dsn, cursor_factory=Fuse), run_id, "ok", None, datetime(2025, 5, 6, 13, tzinfo=UTC))
