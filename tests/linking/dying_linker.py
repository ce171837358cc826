"""Links, and kills itself (SIGKILL) just before its nth statement: `python -m tests.linking.dying_linker DSN N`."""

import os
import signal
import sys
from typing import Any

import psycopg2
from psycopg2.extensions import cursor

from briefwire.linking import link


class Fuse(cursor):
    """A cursor that ends the process before the nth statement of all its kind."""

    left = 0

    def execute(self, query: Any, parameters: Any = None) -> None:
        """Executes, unless the fuse has burnt down."""
        self._burn()
        super().execute(query, parameters)

    def copy_expert(self, sql: Any, file: Any, size: int = 8192) -> None:
        """Copies, unless the fuse has burnt down."""
        self._burn()
        super().copy_expert(sql, file, size)

    def _burn(self) -> None:
        if Fuse.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        Fuse.left -= 1


if __name__ == "__main__":
    dsn, statements = sys.argv[1:]
    Fuse.left = int(statements)
    link(psycopg2.connect(dsn, cursor_factory=Fuse), batch=3)
