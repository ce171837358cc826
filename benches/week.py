"""The first edition measured against the replay's own data: `BRIEFWIRE_CORPORA=... python -m benches.week [--from DAY] [--to DAY]`.

Ingests app, urdupoint and dawn for the week and urdupoint for 2020-04-22, all scopes, into an empty database of its own; compares every date, dateline and
agency with the records that the stand-in served; looks for site furniture in every body; ingests again and looks for changed rows.
"""

import argparse
import importlib.util
import json
import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace

from benches.chaos import Site, broken_files
from tests.serving import best_standin

SEED = "900491"
FURNITURE = re.compile(r"adsbygoogle|googletag|txt_link|Published in Dawn|Related Topics|Recent Stories|minutes ago|</?[a-z]+[ >]|\u00ad")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# An independent and simple reading of the credit line, to compare with.
APP_LINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Za-z .()/’'-]{1,40}?)\s*,?\s+(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})\s*,?\s*\((?P<agency>(?:[A-Za-z]+/)?APP(?:/[A-Z]+)?)\)"
)
DAWN_LINE = re.compile(r"\s*(?P<place>[A-Z][A-Z’' ./-]{2,30}):\s")
ARTICLES = """
select json_agg(a) from (select source, native_key, url, title, body, place, agency, dateline_date, published_at, published_at_method, published_at_zone, published_at_confidence,
                                in_scope, archive_uri, archive_offset, archive_digest, revision from v1.article order by source, native_key) a
"""
ROW_STATE = "select md5(string_agg(xmin::text || article_id::text, '|' order by article_id)) || '/' || (select count(*) from v1.article_revision) from briefwire.article"


@dataclass(frozen=True)
class Expected:
    """What the served record says of one article."""

    title: str
    published_at: datetime
    place: str | None
    agency: str | None
    dateline_date: date | None


def replay_module(corpora: Path, today: str) -> ModuleType:
    """The stand-in's own program, for the records it serves."""
    spec = importlib.util.spec_from_file_location("replay", corpora.parent / "tools" / "replay.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("the stand-in's program is not beside the corpora")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ARGS = SimpleNamespace(now=module.clock(today))
    module.CORPORA = corpora
    return module


def truth(replay: ModuleType, first: date, last: date) -> Iterator[tuple[str, str, Expected]]:
    """(source, native key, what is expected) of every article that the stand-in serves for the days."""
    start = datetime(first.year, first.month, first.day, tzinfo=replay.PKT)
    end = datetime(last.year, last.month, last.day, tzinfo=replay.PKT) + timedelta(days=1, seconds=-1)
    for row in replay.between("app", start, end):
        line = APP_LINE.match(row["content"] or "")
        yield "app", str(row["id"]), Expected(row["title"], row["at"], *_credit(line, row["at"]))
    for listed in replay.between("dawn", start, end):
        # One article may be listed on several days; its page says when it was published, which is the time of the first.
        row = replay.by_path("dawn")[listed["path"].rstrip("/")]
        number = re.search(r"/news/(\d+)", row["path"])
        if not replay.paragraphs(row["content"]):
            continue  # a film with its caption: no article
        own = next((text for text in replay.paragraphs(row["content"]) if not text.startswith("•")), "")
        line = DAWN_LINE.match(own.replace("\u00ad", ""))
        yield (
            "dawn",
            number[1] if number else row["path"],
            Expected(replay.dawn_title(row), row["at"], line["place"].strip() if line else None, None, None),
        )
    for row in replay.reprints():
        if start <= row["at"] <= end:
            place = row["body"][0].split(", (APP")[0]
            yield "urdupoint", str(row["id"]), Expected(row["title"], row["at"], place, "APP", row["at"].date())


def _credit(line: "re.Match[str] | None", at: datetime) -> tuple[str | None, str | None, date | None]:
    if line is None or line["month"][:3].lower() not in MONTHS:
        return None, None, None
    return line["place"].strip(), line["agency"], date(at.year, MONTHS.index(line["month"][:3].lower()) + 1, int(line["day"]))


def measure(first: date, last: date) -> dict[str, object]:
    """All figures, as they are printed."""
    corpora = Path(os.environ["BRIEFWIRE_CORPORA"])
    replay = replay_module(corpora, "2025-06-30")
    with best_standin() as (origin, _material), tempfile.TemporaryDirectory(prefix="briefwire-week-") as folder:
        site = Site(Path(folder), origin, ())
        try:
            site.briefwire("migrate")
            window = ("ingest", "app", "urdupoint", "dawn", "--from", first.isoformat(), "--to", last.isoformat(), "--scope", "all")
            runs = [site.briefwire(*window), site.briefwire("ingest", "urdupoint", "--from", "2020-04-22", "--scope", "all")]
            articles = json.loads(site.ask(ARTICLES))
            before = site.ask(ROW_STATE, "--admin")
            again = [site.briefwire(*window), site.briefwire("ingest", "urdupoint", "--from", "2020-04-22", "--scope", "all")]
            return {
                "exit codes": [run.returncode for run in runs + again],
                "errors": [run.stderr[-2000:] for run in runs + again if run.returncode],
                "articles": len(articles),
                "rows changed by the second ingest": "none" if site.ask(ROW_STATE, "--admin") == before else "SOME",
                "broken archive positions": broken_files(site),
                "bodies with furniture": [
                    f"{a['source']} {a['native_key']}: {found[0]!r}" for a in articles if (found := FURNITURE.search(a["body"]))
                ],
                "seed": next((a for a in articles if a["native_key"] == SEED), None),
                **compare(articles, {(source, key): expected for source, key, expected in truth(replay, first, last)}),
            }
        finally:
            site.briefwire("down")


def compare(articles: list[dict[str, str]], expected: dict[tuple[str, str], Expected]) -> dict[str, object]:
    """Per source and field: how many are right of how many, and every miss."""
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    misses: list[str] = []
    found = {(article["source"], article["native_key"]): article for article in articles}
    for key, wanted in expected.items():
        source = key[0]
        total[f"{source} present"] += 1
        article = found.get(key)
        if article is None:
            misses.append(f"{source} {key[1]} absent: {wanted.title[:60]}")
            continue
        right[f"{source} present"] += 1
        pairs = {
            "published_at": (datetime.fromisoformat(article["published_at"]) if article["published_at"] else None, wanted.published_at),
            "place": (article["place"], wanted.place),
            "agency": (article["agency"], wanted.agency),
            "dateline_date": (date.fromisoformat(article["dateline_date"]) if article["dateline_date"] else None, wanted.dateline_date),
        }
        for field, (got, want) in pairs.items():
            total[f"{source} {field}"] += 1
            if got == want:
                right[f"{source} {field}"] += 1
            else:
                misses.append(f"{source} {key[1]} {field}: got {got}, expected {want}: {article['body'][:60]!r}")
    return {"fields": {name: f"{right[name]}/{total[name]} = {right[name] / total[name]:.2%}" for name in sorted(total)}, "misses": misses}


def main() -> int:
    """Prints the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--from", dest="first", type=date.fromisoformat, default=date(2025, 5, 6))
    options.add_argument("--to", dest="last", type=date.fromisoformat, default=date(2025, 5, 12))
    chosen = options.parse_args()
    json.dump(measure(chosen.first, chosen.last), sys.stdout, indent=1, ensure_ascii=False, default=str)
    return 0


if __name__ == "__main__":
    sys.exit(main())
