"""Exchanges and askers of the Chinese ministry's pages against twenty pages read by hand: `python -m benches.transcripts [--judged FILE] [--pages FILE.tar.gz]`.

Needs BRIEFWIRE_CORPORA. `--judged` and `--pages` name another reading and another archive of the same kinds. An exchange is right when the page's sequence of
askers holds it at its place (longest common sequence of asked and unasked); an asker is right when it is also the outlet that the reader saw there.
"""

import argparse
import os
import re
import sys
import tarfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import SequenceMatcher
from pathlib import Path
from zoneinfo import ZoneInfo

from briefwire.article import Article
from briefwire.clean import Capture, clean
from briefwire.transcripts.exchange import Exchange, Transcript, transcript
from scrapers import registry
from scrapers.records import ArchivePosition

JUDGED = Path(__file__).resolve().parents[1] / "tests" / "transcripts" / "judged.toml"
PAGES = "cn-mfa-zh.tar.gz"
UNASKED, UNNAMED = "-", "?"
AIM = 0.98
_NO_ADDRESS = "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/202201/t20220125_1.shtml"  # one page of the 120 does not say its own
_CAPTURE = Capture(ArchivePosition("", 0, 0, ""), datetime(2026, 1, 1, tzinfo=UTC), None, None, "", "")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the parser says of a page beside what a reader saw there: one word an exchange, an outlet's name, `?` or `-`."""

    page: str
    seen: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def exchanges(self) -> int:
        """How many of the exchanges that the reader saw the parser has, asked or not, in their order."""
        return _common([word == UNASKED for word in self.seen], [word == UNASKED for word in self.said])

    @property
    def surplus(self) -> int:
        """How many exchanges the parser has that the reader did not see."""
        return len(self.said) - self.exchanges

    @property
    def asked(self) -> int:
        """How many exchanges the reader saw that somebody asked for."""
        return sum(word != UNASKED for word in self.seen)

    @property
    def askers(self) -> int:
        """How many of those have the right asker at their place."""
        blocks = SequenceMatcher(None, self.seen, self.said, autojunk=False).get_matching_blocks()
        return sum(word != UNASKED for block in blocks for word in self.seen[block.a : block.a + block.size])


def articles(archive: Path) -> Iterator[tuple[str, Article]]:
    """Every page of an archive as the product has it, cleaned, by its file's name without suffix."""
    declaration, page = registry.load("china_mfa"), registry.page_module("china_mfa")
    with tarfile.open(archive) as tar:
        for member in tar:
            file = tar.extractfile(member)
            if file is not None:
                payload = file.read()
                named = re.search(rb'<meta name="Url" content="https?://[^/"]+(/[^"]+)"', payload)
                url = f"https://www.mfa.gov.cn{named[1].decode()}" if named else _NO_ADDRESS
                yield Path(member.name).stem, clean(page.parse(payload, url), declaration, _CAPTURE)


def read(source: str, article: Article) -> Transcript | None:
    """The transcript of a cleaned page."""
    zone = ZoneInfo(registry.load(source).time_zone)
    day: date | None = article.published_at.astimezone(zone).date() if article.published_at else None
    return transcript(source, article.title, article.body, day)


def asker(exchange: Exchange) -> str:
    """An exchange's asker in the words of the judged file."""
    return UNASKED if exchange.question_start is None else exchange.asker_outlet or UNNAMED


def readings(file: Path = JUDGED) -> Mapping[str, tuple[str, ...]]:
    """What the reader saw, by page."""
    return {entry["page"]: tuple(entry["askers"]) for entry in tomllib.loads(file.read_text(encoding="utf8"))["page"]}


def judged(pages: Mapping[str, Article], file: Path = JUDGED) -> list[Judged]:
    """Every page that was read by hand, beside what the parser says of it."""
    seen = readings(file)
    found = {name: read("china_mfa", article) for name, article in pages.items() if name in seen}
    return [Judged(name, seen[name], tuple(asker(item) for item in page.exchanges) if page else ()) for name, page in found.items()]


def rates(pages: Sequence[Judged]) -> tuple[float, float]:
    """The share of exchanges found (surplus ones count against it) and of askers that are right."""
    total, right, surplus = (
        sum(len(page.seen) for page in pages),
        sum(page.exchanges for page in pages),
        sum(page.surplus for page in pages),
    )
    return right / (total + surplus), sum(page.askers for page in pages) / sum(page.asked for page in pages)


def main() -> int:
    """Prints the rates and the misses; red below the aim."""
    corpora = os.environ.get("BRIEFWIRE_CORPORA")
    if not corpora:
        print("BRIEFWIRE_CORPORA is not set", file=sys.stderr)
        return 2
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--judged", type=Path, default=JUDGED, help="the reading")
    options.add_argument("--pages", type=Path, default=Path(corpora) / PAGES, help="the archive of pages")
    chosen = options.parse_args()
    whole = dict(articles(chosen.pages))
    pages = judged(whole, chosen.judged)
    exchanges, askers = rates(pages)
    print("| pages | exchanges seen | found | surplus | asked | askers right |\n|---|---|---|---|---|---|")
    sums = (sum(len(page.seen) for page in pages), sum(page.exchanges for page in pages), sum(page.surplus for page in pages))
    print(
        f"| {len(pages)} | {sums[0]} | {sums[1]} | {sums[2]} | {sum(page.asked for page in pages)} | {sum(page.askers for page in pages)} |"
    )
    print(f"\nexchanges {exchanges:.3f}, askers {askers:.3f} (aim {AIM})")
    for page in pages:
        if page.seen != page.said:
            print(f"{page.page}\n  seen {', '.join(page.seen)}\n  said {', '.join(page.said)}")
    _print_unknown(whole)
    return 0 if min(exchanges, askers) >= AIM else 1


def _print_unknown(pages: Mapping[str, Article]) -> None:
    unknown: dict[str, str] = {}
    for name, article in pages.items():
        found = read("china_mfa", article)
        if found is None or not found.exchanges:
            print(f"{name}: no exchanges")
        for exchange in found.exchanges if found else ():
            if exchange.asker_outlet and not exchange.outlet_known:
                unknown.setdefault(exchange.asker_outlet, name)
    print(f"outlets of the whole archive that the table does not hold: {unknown or 'none'}")


def _common(one: Sequence[bool], other: Sequence[bool]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for left in one:
        before = 0
        for number, right in enumerate(other, 1):
            before, row[number] = row[number], before + 1 if left == right else max(row[number], row[number - 1])
    return row[-1]


if __name__ == "__main__":
    sys.exit(main())
