"""`python -m tests.newsroom --port 8099` serves the stand-in sites until it is stopped."""

import argparse
import signal
import sys
from datetime import datetime

from tests.newsroom.server import SITES, Newsroom


def main() -> None:
    """Serves until SIGTERM or Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom", description=__doc__)
    parser.add_argument("--port", type=int, default=8099, help="on 127.0.0.1; 0 takes a free one (default: 8099)")
    parser.add_argument("--now", type=datetime.fromisoformat, help="ISO 8601 instant with its zone to take as now (default: the clock)")
    options = parser.parse_args()
    if options.now is not None and options.now.tzinfo is None:
        parser.error("--now needs a zone, such as 2025-05-08T12:00:00+05:00")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        newsroom = Newsroom(options.port, options.now)
    except OSError as error:
        parser.error(f"port {options.port}: {error.strerror}; give another with --port, or 0 for a free one")
    with newsroom:
        print(f"newsroom: {newsroom.origin} stands in for {', '.join(SITES)}", flush=True)
        try:
            newsroom.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
