"""Attributes, and kills itself (SIGKILL) just before its nth statement: `python -m tests.attributing.dying_reader DSN N`."""

import sys

import psycopg2

from briefwire.attributing import attribute
from tests.linking.dying_linker import Fuse

if __name__ == "__main__":
    dsn, statements = sys.argv[1:]
    Fuse.left = int(statements)
    attribute(psycopg2.connect(dsn, cursor_factory=Fuse), batch=2)
