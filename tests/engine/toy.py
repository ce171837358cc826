"""A crawl of a toy source, run as a child process by the engine's tests: `python -m tests.engine.toy FOLDER`.

FOLDER holds job.json, declaration.json and settings.json (what a test changes in the settings). The toy's listings are lines: `page URL [DAY]`,
`inline URL [DAY]`, `skip URL [DAY]`, `next URL`, `moved WHY`, `cut WHY`, `break`.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from scrapers.engine.crawl import crawl
from scrapers.engine.job import JOB_FILE, CrawlJob
from scrapers.engine.run import Run
from scrapers.engine.settings import crawl_settings
from scrapers.engine.spider import Found, Listing, Skipped, SourceSpider
from scrapers.errors import ListingCut, ListingMoved
from scrapers.registry import SourceDeclaration


class ToySpider(SourceSpider):
    name = "toy"
    custom_settings = {"ROBOTSTXT_OBEY": False, "DOWNLOAD_DELAY": 0, "USER_AGENT": "rude"}  # noqa: RUF012

    def routes(self) -> Sequence[Listing]:
        return [Listing(method, f"https://{self.declaration.hosts[0]}/{method}.txt") for method in self.declaration.discovery]

    def read_listing(self, listing: Listing, payload: bytes, url: str) -> Iterable[Found | Listing | Skipped]:  # noqa: ARG002
        return self._lines(listing, payload.decode())

    def _lines(self, listing: Listing, text: str) -> Iterator[Found | Listing | Skipped]:
        for line in text.splitlines():
            word, _, rest = line.partition(" ")
            match word:
                case "page":
                    yield found(rest)
                case "inline":
                    yield found(rest, inline=True)
                case "skip":
                    yield Skipped(*dated(rest))
                case "next":
                    yield Listing(listing.method, rest)
                case "moved":
                    raise ListingMoved(rest)
                case "cut":
                    raise ListingCut(rest)
                case _:
                    raise KeyError(word)


def found(rest: str, inline: bool = False) -> Found:
    url, day = dated(rest)
    return Found(url, inline, day)


def dated(rest: str) -> tuple[str, date | None]:
    url, _, day = rest.partition(" ")
    return url, date.fromisoformat(day) if day else None


def main(folder: Path) -> int:
    job = CrawlJob.read(folder / JOB_FILE)
    declaration = SourceDeclaration.model_validate(json.loads((folder / "declaration.json").read_text()))
    changes = json.loads((folder / "settings.json").read_text())
    largest = changes.pop("LARGEST_FILE", None)
    settings = crawl_settings(job, declaration) | changes
    run = Run.open(folder, job, declaration)
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    return crawl(run, ToySpider, settings)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
