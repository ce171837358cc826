"""The `briefwire` command: every step runs from here without Airflow.

Exit codes: 0 every run's verdict is ok (or is still open, between steps); 2 wrong usage or configuration; 3 a run ended with another verdict, or an audit
found a difference; 4 another run is at work on the same source and day; 1 anything else.
"""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

import psycopg2

from briefwire import commands
from briefwire.alarms import cli as alarms_cli
from briefwire.audit import DAYS
from briefwire.database.errors import DatabaseUnreachable, RunBusy
from briefwire.environment import Environment
from briefwire.flow import Kind
from scrapers.errors import BriefwireError

OK, FAILED, WRONG_USAGE, BUSY = 0, 1, 2, 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and answers its exit code."""
    options, rest = parser().parse_known_args(arguments)
    if rest and options.command is not commands.psql:
        parser().error(f"unrecognized arguments: {' '.join(rest)}")
    options.rest = rest
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        code: int = options.command(Environment.read(), options)
    except RunBusy as error:
        print(f"briefwire: {error}", file=sys.stderr)
        return BUSY
    except DatabaseUnreachable as error:
        print(f"briefwire: {error}", file=sys.stderr)
        return FAILED  # may pass: worth another try
    except BriefwireError as error:
        print(f"briefwire: {error}", file=sys.stderr)
        return WRONG_USAGE
    except psycopg2.OperationalError as error:
        print(
            f"briefwire: the database went away: {str(error).strip()}\nNothing half-done was published; run the same command again.",
            file=sys.stderr,
        )
        return FAILED
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print("briefwire: stopped; what was fetched is kept, run the same command again", file=sys.stderr)
        return 130
    return code


def parser() -> argparse.ArgumentParser:
    """The command line, with help for a newcomer."""
    top = argparse.ArgumentParser(
        prog="briefwire", description="What did country X's foreign ministry say about Y, when, and who carried it?"
    )
    verbs = top.add_subparsers(required=True, metavar="COMMAND")

    sources = verbs.add_parser("sources", help="the registry, one line a source")
    sources.set_defaults(command=commands.sources)

    ingest = verbs.add_parser("ingest", help="the whole flow for each publication day")
    _window(ingest, several=True)
    ingest.add_argument("--dry-run", action="store_true", help="print requests and hours at the polite rate, do nothing")
    ingest.add_argument("--gaps", action="store_true", help="only the days that the coverage calendar calls a hole")
    _scope(ingest)
    ingest.set_defaults(command=commands.ingest)

    watch = verbs.add_parser("watch", help="the whole flow for the day that runs now: what is new on it")
    watch.add_argument("sources", nargs="+", metavar="SOURCE", help="see: briefwire sources")
    _scope(watch)
    watch.set_defaults(command=commands.watch)

    revisit = verbs.add_parser(
        "revisit", help="the whole flow for the days 1, 2, 4, 8, 16, 32 and 64 before today, for late posts, edits and pages that are gone"
    )
    revisit.add_argument("sources", nargs="+", metavar="SOURCE", help="see: briefwire sources")
    _scope(revisit)
    revisit.set_defaults(command=commands.revisit)

    gaps = verbs.add_parser("gaps", help="the days that the coverage calendar calls a hole, one a line")
    _window(gaps, several=False)
    _result(gaps, "the days as a JSON list")
    gaps.set_defaults(command=commands.gaps)

    crawl = verbs.add_parser("crawl", help="open a run and fetch one or more publication days of a source")
    _window(crawl, several=False)
    crawl.add_argument("--kind", choices=get_args(Kind), default="manual", help="what made the run (default: manual)")
    crawl.add_argument("--dag-run-id", help="the Airflow run that this run belongs to")
    _result(crawl)
    crawl.set_defaults(command=commands.crawl)

    extract = verbs.add_parser("extract", help="read the pages of a run from the archive")
    extract.add_argument("run", metavar="RUN_ID")
    _result(extract)
    extract.set_defaults(command=commands.extract)

    load = verbs.add_parser("load", help="clean, check and publish the records of a run, and close its books")
    load.add_argument("run", metavar="RUN_ID")
    _scope(load)
    _result(load)
    load.set_defaults(command=commands.load)

    link = verbs.add_parser(
        "link", help="find what other articles the articles of a run, or all that wait, are one text with, and what ministries said in them"
    )
    link.add_argument("run", nargs="?", metavar="RUN_ID", help="default: every article that waits, of whatever run")
    _result(link, "run id and counts as JSON")
    link.set_defaults(command=commands.link)

    audit = verbs.add_parser("audit", help="compute the families of a window anew from the texts and compare them with what is stored")
    begin = audit.add_mutually_exclusive_group()
    begin.add_argument(
        "--days", type=_count, default=DAYS, metavar="N", help="link days (UTC), the last one included (default: %(default)s)"
    )
    begin.add_argument("--from", dest="first", type=_day, metavar="DAY", help="first link day (UTC)")
    audit.add_argument("--to", dest="last", type=_day, metavar="DAY", help="last link day, included (default: today)")
    audit.add_argument("--repair", action="store_true", help="have the articles that differ made anew by the next link")
    _result(audit, "counts and differences as JSON")
    audit.set_defaults(command=commands.audit)

    verdict = verbs.add_parser("verdict", help="what the books say of a run")
    verdict.add_argument("run", metavar="RUN_ID")
    _result(verdict)
    verdict.set_defaults(command=commands.verdict)

    alarms_cli.add(verbs)

    dictionary = verbs.add_parser("dictionary", help="every public view, column and function in words, as Markdown")
    dictionary.set_defaults(command=commands.dictionary)

    migrate = verbs.add_parser("migrate", help="bring the database to this version's schema")
    migrate.set_defaults(command=commands.migrate)

    pools = verbs.add_parser("pools", help="the Airflow pools that the DAGs need, as `airflow pools import` takes them")
    pools.set_defaults(command=commands.pools)

    doctor = verbs.add_parser("doctor", help="say in words what is wrong")
    doctor.set_defaults(command=commands.doctor)

    up = verbs.add_parser("up", help="Postgres, Airflow and (without a contact address) the stand-in sites, on this machine")
    up.set_defaults(command=commands.up)
    down = verbs.add_parser("down", help="stop what `up` started")
    down.set_defaults(command=commands.down)

    psql = verbs.add_parser(
        "psql", help="psql on the database in use, as the analyst; takes psql's own arguments", add_help=False, allow_abbrev=False
    )
    psql.add_argument("--admin", action="store_true", help="with the rights of the owner")
    psql.set_defaults(command=commands.psql)
    return top


def _window(verb: argparse.ArgumentParser, *, several: bool) -> None:
    if several:
        verb.add_argument("sources", nargs="+", metavar="SOURCE", help="see: briefwire sources")
    else:
        verb.add_argument("source", metavar="SOURCE", help="see: briefwire sources")
    verb.add_argument(
        "--from", dest="first", type=_day, required=True, metavar="DAY", help="first publication day, in the source's zone (YYYY-MM-DD)"
    )
    verb.add_argument("--to", dest="last", type=_day, metavar="DAY", help="last publication day, included (default: the first)")


def _scope(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--scope", choices=("in", "all"), default="in", help="all also publishes what is out of scope, marked so (default: in)"
    )


def _result(verb: argparse.ArgumentParser, what: str = "run id, verdict, reason and counts as JSON") -> None:
    verb.add_argument("--result", type=Path, metavar="FILE", help=f"write {what} there")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2025-05-06") from None


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days")
    return number
