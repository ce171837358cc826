"""`python -m tests.newsroom --port 8099` serves the stand-in sites until it is stopped."""

import argparse
import signal
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.newsroom.scenario import FILE, QUIET, ScenarioError, load
from tests.newsroom.server import CLOCK, SITES, Newsroom
from tests.newsroom.stories import PKT


def main() -> None:
    """Serves until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom", description=__doc__)
    parser.add_argument("--port", type=int, default=8099, help="on 127.0.0.1; 0 takes a free one (default: 8099)")
    parser.add_argument(
        "--now",
        type=datetime.fromisoformat,
        help=f"ISO 8601 instant with its zone to take as now (default: the clock); {CLOCK}?to=INSTANT moves it, while the scenario stays where it is",
    )
    parser.add_argument(
        "--today", type=datetime.fromisoformat, help="the day from which the scenario counts back (default: that of --now, or today)"
    )
    parser.add_argument("--seed", type=int, default=0, help="other stories, and other pages hurt (default: 0)")
    parser.add_argument("--access-log", type=Path, metavar="FILE", help="append one JSON line a request")
    faults = parser.add_mutually_exclusive_group()
    faults.add_argument("--scenario", type=Path, default=FILE, help="what goes wrong on which day (default: the project's own)")
    faults.add_argument("--quiet", action="store_true", help="nothing goes wrong")
    options = parser.parse_args()
    if options.now is not None and options.now.tzinfo is None:
        parser.error("--now needs a zone, such as 2025-05-08T12:00:00+05:00")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    today = options.today.date() if options.today else (options.now or datetime.now(UTC)).astimezone(PKT).date()
    try:
        edition, scenario = load(options.scenario, today, options.seed)
        if options.quiet:
            edition, scenario = replace(edition, busy=()), QUIET
        newsroom = Newsroom(options.port, options.now, edition, scenario, options.access_log)
    except (ScenarioError, FileNotFoundError) as error:
        parser.error(f"{options.scenario}: {error}")
    except OSError as error:
        parser.error(f"port {options.port}: {error.strerror}; give another with --port, or 0 for a free one")
    with newsroom:
        faults_told = "nothing goes wrong" if options.quiet else f"{len(scenario.planted)} faults between {today} and two months before"
        print(f"newsroom: {newsroom.origin} stands in for {', '.join(SITES)}; {faults_told}", flush=True)
        try:
            newsroom.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
