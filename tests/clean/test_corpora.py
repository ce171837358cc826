"""The real pages of half a year, against checks that share no code with what they check. Figures are printed (`pytest -rP`)."""

import gzip
import importlib.util
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

from benches.scope import labelled, score
from briefwire.clean import clean, dateline
from briefwire.clean.text import paragraphs
from scrapers.records import PageRecord, Stamp
from tests.clean.helpers import capture, declaration

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# "PLACE, Mon D (... APP ...)" with what may slip in between: enough of a second opinion to tell a wrong city or date.
PLAIN = re.compile(
    r"(?:By [\w ]+?(?=[A-Z]{4}))?(?P<place>.{2,50}?)[ ,]+(?P<month>[A-Za-z]{3,9})[ .]*(?P<day>\d+) ?\((?P<credit>[^)]*APP[^)]*)\)[ :]*"
)
BRACKET = re.compile(
    r"(?P<place>.{2,50}?),? \(APP - UrduPoint / [Pp]akistan Point News - (?P<day>\d+)\w\w (?P<month>\w{3}), (?P<year>\d{4}) ?\)? ?:?"
)


@pytest.fixture(scope="module")
def replay(corpora: Path) -> ModuleType:
    """The replay of the corpora as a module, where it stands beside them."""
    path = corpora.parent / "tools" / "replay.py"
    if not path.is_file():
        pytest.skip(f"no replay beside the corpora: {path}")
    spec = importlib.util.spec_from_file_location("replay", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.CORPORA = corpora
    return module


def rows(corpora: Path, outlet: str) -> Iterator[dict[str, str]]:
    seen = set()
    for path in sorted((corpora / "pk2025" / outlet).glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for row in map(json.loads, lines):
                if row["link"] not in seen and row["title"]:
                    seen.add(row["link"])
                    yield row


def split(text: str | None) -> list[str]:
    lines = (" ".join(line.replace("\u00ad", "").split()) for line in (text or "").split("\n"))
    return [line for line in lines if line and "adsbygoogle" not in line and not line.startswith("Published in Dawn")]


def record(row: dict[str, str], lines: list[str], stamp: str | None = None) -> PageRecord:
    return PageRecord("app", "1", row["link"], row["title"], tuple(lines), (Stamp(stamp or f"{row['day']}T12:00:00+05:00", "meta"),))


def share(right: int, of: int, what: str) -> float:
    print(f"{what}: {right} of {of} = {right / of:.4f}")
    return right / of


def test_app_datelines_of_half_a_year(corpora: Path) -> None:
    right, judged, misses, altered = 0, 0, [], []
    for row in rows(corpora, "app"):
        lines = split(row["content"])
        plain = PLAIN.match(lines[0]) if lines else None
        if not plain:
            continue
        judged += 1
        article = clean(record(row, lines), declaration(), capture())
        expected = (plain["place"].strip(" ,").casefold(), MONTHS.index(plain["month"][:3].casefold()) + 1, int(plain["day"]))
        found = article.dateline_date
        got = ((article.place or "").casefold(), found and found.month, found and found.day)
        near = found is not None and abs((found - date.fromisoformat(row["day"])).days) < 60
        good = got == expected and near and "APP" in (article.agency or "").split("/")
        right += good
        if not good:
            misses.append((expected, got, lines[0][:80]))
        first = article.body.split("\n")[0]
        if not lines[0].endswith(first) and first != lines[1]:  # a dateline may stand on a line of its own
            altered.append((lines[0][:120], article.body[:80]))
    print(*misses, *altered, sep="\n")
    assert judged > 7_500
    assert share(right, judged, "APP datelines with right place, day, month, year and credit") >= 0.99
    assert not altered


def test_dawn_places_of_half_a_year(corpora: Path) -> None:
    right, judged, misses, false = 0, 0, [], []
    for row in rows(corpora, "dawn"):
        lines = split(row["content"])
        first = next((line for line in lines if not line.startswith("•")), None)
        if first is None:
            continue
        plain = re.match(r"([A-Z][A-Z /.’'()-]{2,60}?) ?: ", first)
        found = dateline.read(paragraphs(lines)).dateline
        place = found.place if found else None
        if plain:
            judged += 1
            good = place == plain[1].strip()
            right += good
            if not good:
                misses.append((plain[1], place))
        elif place and ":" not in first[:60]:
            false.append((place, first[:60]))
    print(*misses, sep="\n")
    assert judged > 7_000
    assert share(right, judged, "Dawn places") >= 0.99
    assert not false


def test_urdupoint_reprints_of_half_a_year(corpora: Path, replay: ModuleType) -> None:
    right, judged, misses = 0, 0, []
    for row in chain.from_iterable(replay.month("app", f"2025-{month:02}") for month in range(1, 7)):
        copy = replay.reprint(row)
        if copy is None:
            continue
        judged += 1
        plain = BRACKET.match(copy["body"][0])
        assert plain is not None, copy["body"][0][:120]
        at = f"{copy['at']:%Y-%m-%dT%H:%M:%S+0500}"
        page = PageRecord(
            "urdupoint", "1", "https://paper.example/1", copy["title"], tuple(copy["body"]), (Stamp(at, "json-ld"),), byline="News Desk"
        )
        article = clean(page, declaration(), capture(datetime(2025, 7, 2, tzinfo=UTC)))
        day = date(int(plain["year"]), MONTHS.index(plain["month"].casefold()) + 1, int(plain["day"]))
        good = (
            ((article.place or "").casefold(), article.dateline_date, article.agency)
            == (" ".join(plain["place"].split()).strip(" ,").casefold(), day, "APP")
            and "UrduPoint" not in article.body
            and article.published_at == copy["at"]
            and article.published_at_confidence == "high"
        )
        right += good
        if not good:
            misses.append((plain[0], article.place, article.dateline_date, article.agency, article.body[:60]))
    print(*misses[:40], sep="\n")
    assert judged > 2_000
    assert share(right, judged, "UrduPoint reprints with right place, day, credit and time") >= 0.99


def test_the_seed(corpora: Path) -> None:
    text = (corpora / "seed" / "urdupoint-900491.txt").read_text(encoding="utf8")
    stamps = (Stamp("2020-04-22T21:04:00+0500", "json-ld"), Stamp("Wed 22nd April 2020 | 09:04 PM", "byline"))
    page = PageRecord("urdupoint", "900491", "https://paper.example/1", "Seed", tuple(text.split("\n")), stamps, byline="Desk Person")
    article = clean(page, declaration(), capture())
    assert (article.place, article.agency, article.dateline_date) == ("BEIJING", "APP", date(2020, 4, 22))
    assert article.in_scope, article.scope_reason
    assert article.scope_reason.startswith("spokesperson says: ")
    assert article.body.startswith("The Chinese government")
    assert "UrduPoint" not in article.body and "BEIJING" not in article.body
    assert article.published_at == datetime(2020, 4, 22, 16, 4, tzinfo=UTC)
    assert (article.published_at_method, article.published_at_zone, article.published_at_confidence) == ("json-ld", "Asia/Karachi", "high")


def test_scope_on_the_labelled_articles(corpora: Path) -> None:
    items = labelled(corpora)
    counts = score(items)
    print(f"precision {counts.precision:.3f}, recall {counts.recall:.3f} on {len(items)}")
    for item in items:
        if item.in_scope != item.verdict.in_scope:
            print(item.name, item.in_scope, item.title, item.verdict.reason, sep=" | ")
    assert counts.precision >= 0.9
    assert counts.recall >= 0.9


def test_datelines_of_the_labelled_articles(corpora: Path) -> None:
    wrong = []
    with (corpora / "gold" / "statements_dev.jsonl").open(encoding="utf8") as lines:
        gold = [json.loads(line) for line in lines]
    for row in gold:
        page = record({"link": row["link"], "title": row["title"]}, split(row["text"]), row["published"].replace("Z", "+05:00"))
        article = clean(page, declaration(), capture())
        expected = row["dateline"] or {"place": None, "agency": None, "date": None}
        found = article.dateline_date
        if (article.place, article.agency, found and found.isoformat()) != (expected["place"], expected["agency"], expected["date"]):
            wrong.append((row["id"], expected, article.place, article.agency, found))
    print(*wrong, sep="\n")
    assert share(len(gold) - len(wrong), len(gold), "labelled datelines") >= 0.99
