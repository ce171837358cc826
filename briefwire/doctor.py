"""Looks at everything a run needs and says in words what is wrong and what to do."""

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import fsspec
import psycopg2

from briefwire.database import audits, connect
from briefwire.database import waiting as queue
from briefwire.database.errors import DatabaseError
from briefwire.database.server import server_running
from briefwire.database.statements import statement
from briefwire.environment import Environment
from scrapers import registry
from scrapers.errors import BriefwireError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and in words what was seen or what to do."""

    subject: str
    well: bool
    words: str


def examine(environment: Environment) -> list[Finding]:
    """Every finding, the well ones too, in the order in which to mend them."""
    checks: tuple[tuple[str, Callable[[Environment], str]], ...] = (
        ("python", _python),
        ("home", _home),
        ("archive", _archive),
        ("sources", _sources),
        ("sites", _sites),
        ("database", _database),
        ("runs", _runs),
        ("families", _families),
    )
    findings = []
    for subject, check in checks:
        try:
            findings.append(Finding(subject, True, check(environment)))
        except (BriefwireError, OSError, psycopg2.Error) as error:
            findings.append(Finding(subject, False, str(error).strip()))
    return findings


def last_verdicts(environment: Environment) -> dict[str, str] | None:
    """By source, how its last run ended and for which day; None when there is no database to ask. Starts no server."""
    if environment.dsn is None and not server_running(environment.home):
        return None
    try:
        with closing(connect.connect(environment)) as connection, connection.cursor() as cursor:
            cursor.execute(statement("last_verdicts"))
            return {source: f"{verdict} {day}" for source, verdict, day in cursor.fetchall()}
    except DatabaseError:
        return None


class Unwell(BriefwireError):
    """A check found a fault; the message says what to do."""


def _python(_environment: Environment) -> str:
    version = ".".join(str(part) for part in sys.version_info[:3])
    if not (3, 11) <= sys.version_info < (3, 14):
        raise Unwell(f"Python {version}: install 3.11, 3.12 or 3.13 and run `make setup`")
    return version


def _home(environment: Environment) -> str:
    environment.home.mkdir(parents=True, exist_ok=True)
    if not os.access(environment.home, os.W_OK):
        raise Unwell(f"{environment.home} cannot be written: change its owner or set BRIEFWIRE_HOME")
    left = [path.parent.name for path in Path(environment.home, "spool").glob("*/job.json")]
    return f"{environment.home}" + (f"; crawls at work or left behind (the next crawl recovers these): {', '.join(left)}" if left else "")


def _archive(environment: Environment) -> str:
    system, root = fsspec.url_to_fs(environment.archive)
    system.makedirs(root, exist_ok=True)
    probe = f"{root}/.doctor"
    system.pipe_file(probe, b"")
    system.rm_file(probe)
    return f"{environment.archive} can be written"


def _sources(_environment: Environment) -> str:
    return ", ".join(registry.sources())


def _sites(environment: Environment) -> str:
    if environment.standin is None:
        if environment.contact is None:
            raise Unwell(
                "live sites need BRIEFWIRE_CONTACT (a mail or web address that is shown to them); or set BRIEFWIRE_STANDIN to a stand-in's origin"
            )
        return f"live, as {environment.contact}"
    try:
        with urllib.request.urlopen(f"{environment.standin}/robots.txt", timeout=5):  # noqa: S310 - checked to be a loopback http origin
            pass
    except urllib.error.HTTPError:
        pass  # it answers
    except OSError as error:
        raise Unwell(f"the stand-in at {environment.standin} does not answer ({error}): start it or unset BRIEFWIRE_STANDIN") from error
    return f"stand-in at {environment.standin}"


def _database(environment: Environment) -> str:
    with closing(connect.connect(environment)) as connection, connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version'), current_user")
        version, user = cursor.fetchone() or ("?", "?")
    return f"PostgreSQL {version} as {user}, schema up to date"


def _families(environment: Environment) -> str:
    with closing(connect.connect(environment)) as connection, connection.cursor() as cursor:
        waiting, audit, found = queue.count(cursor), audits.last(cursor), audits.found(cursor)
    wait = (
        f"{waiting} articles wait to be linked (the next link of their run takes them, or: briefwire link)"
        if waiting
        else "no article waits"
    )
    if audit is None:
        return f"{wait}; never audited"
    when = f"last audited {audit.ended_at:%Y-%m-%d %H:%M} UTC ({audit.first} to {audit.last}, {audit.articles} articles)"
    if found:
        raise Unwell(f"what is stored is not what the texts say, {found} times: see docs/runbook/families_differ.md; {wait}; {when}")
    return f"{wait}; {when}: as the texts say"


def _runs(environment: Environment) -> str:
    last = last_verdicts(environment)
    if last is None:
        raise Unwell("the ledger cannot be read; mend the database first")
    red = {name: state for name, state in last.items() if not state.startswith(("ok ", "running "))}
    if red:
        raise Unwell("the last run is red: " + "; ".join(f"{name}: {state}" for name, state in red.items()))
    return "the last run of each source is ok" if last else "none yet"
