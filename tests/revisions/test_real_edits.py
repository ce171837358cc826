"""The real edits of the US State Department's feed, May to August 2021, against classes given by reading each of them.

`us_state_edits.csv` holds facts only: the number in the item's guid, the stamps of the two polls between which it was edited, and the classes. The rules were
written with these edits at hand, so that what is measured here is how well they were learned, not how well they will do elsewhere. Most real edits are
cosmetic; negation and retraction do not occur among them. One reader, once.
"""

import csv
import tarfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from briefwire.clean import Capture, clean
from briefwire.revisions import Change, Text, classify, gravest
from scrapers import registry
from scrapers.engine.address import canonical
from scrapers.feeds import items
from scrapers.records import ArchivePosition
from scrapers.sources.us_state import page

CAPTURE = Capture(ArchivePosition("x", 1, 2, "x"), datetime(2021, 9, 1, tzinfo=UTC), None, None, "us_state.page", "1")
GOLD = list(csv.DictReader(Path(__file__).with_name("us_state_edits.csv").open(encoding="utf8")))


def polls(corpora: Path) -> Iterator[tuple[str, bytes]]:
    """The polls that the gold list names, by stamp, as they were served."""
    wanted = {row[side] for row in GOLD for side in ("before", "after")}
    with tarfile.open(corpora / "us-state-rss-2021.tar.xz") as tar:
        for member in tar:
            stamp = member.name.split("/")[-1].split("_")[0]
            if stamp in wanted and (file := tar.extractfile(member)):
                yield stamp, file.read()


def texts(corpora: Path) -> dict[tuple[str, str], Text]:
    """The text of each item named, at each of its two polls, by (guid, stamp)."""
    wanted = {(row["guid"], row[side]) for row in GOLD for side in ("before", "after")}
    declaration = registry.load("us_state")
    found = {}
    for stamp, payload in polls(corpora):
        for item in items(payload, page.FEED):
            name = (item.guid.split("?", 1)[1], stamp)
            if name in wanted:
                article = clean(page.parse(payload, canonical(item.url)), declaration, CAPTURE)
                found[name] = Text(article.title, article.body)
    return found


def test_real_edits_are_classed_as_a_reader_classes_them(corpora: Path) -> None:
    stood = texts(corpora)
    right, given, wanted, graves = Counter[Change](), Counter[Change](), Counter[Change](), 0
    for row in GOLD:
        by_reader = {Change(name) for name in row["classes"].split()}
        by_rule = classify(stood[row["guid"], row["before"]], stood[row["guid"], row["after"]])
        right.update(by_reader & by_rule)
        given.update(by_rule)
        wanted.update(by_reader)
        graves += gravest(by_reader) is gravest(by_rule)
    for change in Change:
        print(f"{change:10}  {wanted[change]:3} edits  precision {right[change]}/{given[change]}  recall {right[change]}/{wanted[change]}")
    print(f"the gravest class agrees on {graves} of {len(GOLD)}")
    assert len(GOLD) >= 50
    assert graves >= len(GOLD) - 1
    assert right.total() >= 0.98 * wanted.total() and right.total() >= 0.98 * given.total()
