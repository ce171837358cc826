"""A thousand pages of one site in one crawl, from a loopback site that answers at once: `python -m benches.fetch`."""

import json
import tempfile
import threading
from pathlib import Path

from tests.engine.conftest import begin, declaration
from tests.engine.site import Reply, Server, article

PAGES = 1000
WORDS = (
    "harbour pilots and their training " * 600
)  # printed three times a page: sixty kilobytes, as a heavy news page is without its images


def main() -> None:
    """Prints pages, seconds from the crawl's start to its end, and its peak memory, as JSON."""
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pages = [server.put(f"https://www.example.org/news/{number}", article(f"{number} {WORDS}")) for number in range(PAGES)]
    server.put("https://www.example.org/archive.txt", Reply("\n".join(f"page {page}" for page in pages).encode()))
    source = declaration(["www.example.org"], politeness={"delay": 0.5, "concurrency": 1, "max_requests": 2 * PAGES})
    with tempfile.TemporaryDirectory(prefix="briefwire-bench-") as folder:
        ended = begin(Path(folder) / "crawl", server, source).finish()
        report = ended.report
    server.shutdown()
    seconds = (report.ended_at - report.started_at).total_seconds()
    print(json.dumps({"pages": report.fetched, "seconds": seconds, "peak_mb": report.peak_memory_mb}))


if __name__ == "__main__":
    main()
