"""The labelled pairs and days, and the product's own reading of the articles they name.

A row of the corpora is dressed as the page its site gives (an APP post as REST answers it, a Dawn story in its layout), read by the source's page parser and
cleaned by `briefwire.clean`: what is measured on is what would stand in the database. Needs BRIEFWIRE_CORPORA.
"""

import gzip
import hashlib
import html
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from briefwire.article import Article
from briefwire.clean import Capture, clean
from briefwire.families.piece import Piece
from scrapers import registry
from scrapers.errors import NotAnArticle
from scrapers.records import ArchivePosition
from scrapers.registry import SourceDeclaration
from scrapers.sources.app import page as app
from scrapers.sources.dawn import page as dawn

PAKISTAN = timezone(timedelta(hours=5))
CAPTURED = datetime(2026, 1, 1, tzinfo=UTC)  # after every month of the corpora
_TITLE_TAIL = re.compile(r"\s+-\s+[\w &]+\s+-\s+DAWN\.COM$")


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair: two addresses, its reader's label, and what else was noted. `earlier` is "a", "b" or None."""

    name: str
    a: str
    b: str
    label: str
    same_family: bool
    earlier: str | None
    embedded: bool
    hard: bool
    stratum: str

    @property
    def outlets(self) -> str:
        """The two outlets, in alphabetical order: "app-dawn"."""
        return "-".join(sorted(source(link) for link in (self.a, self.b)))


@dataclass(frozen=True, slots=True)
class Day:
    """A whole day: its articles' addresses, and the families of two and more, strict (round-ups join nothing) and loose."""

    day: date
    links: tuple[str, ...]
    strict: tuple[frozenset[str], ...]
    loose: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled set and the pieces of all articles it names, by address. An address that the product takes for no article has no piece."""

    pairs: tuple[Pair, ...]
    days: tuple[Day, ...]
    pieces: Mapping[str, Piece]


def source(link: str) -> str:
    """The source that an address belongs to."""
    return "app" if urlsplit(link).netloc.endswith("app.com.pk") else "dawn"


def load(corpora: Path, folder: Path | None = None, suffix: str = "dev") -> Gold:
    """The set `pairs_<suffix>.jsonl` and `clusters_<suffix>.json` of a folder (the corpora's own `gold` by default)."""
    folder = folder or corpora / "gold"
    with (folder / f"pairs_{suffix}.jsonl").open(encoding="utf8") as lines:
        pairs = tuple(_pair(json.loads(line)) for line in lines)
    days = tuple(_day(item) for item in json.loads((folder / f"clusters_{suffix}.json").read_text(encoding="utf8"))["days"])
    links = {link for pair in pairs for link in (pair.a, pair.b)} | {link for day in days for link in day.links}
    return Gold(pairs, days, {link: piece(article) for link, article in articles(corpora, links).items()})


def articles(corpora: Path, links: Collection[str]) -> dict[str, Article]:
    """The cleaned articles of these addresses. Raises `KeyError` for one that the corpora do not hold; without those that are no article to the product."""
    rows = _rows(corpora, frozenset(links))
    found = {}
    for link in sorted(links):
        try:
            found[link] = _article(link, rows[link])
        except NotAnArticle:
            continue
    return found


def piece(article: Article) -> Piece:
    """What linking knows of an article that has just been published."""
    dated = datetime.combine(article.dateline_date, time(12), UTC) if article.dateline_date else None
    return Piece(
        article_id=article.article_id,
        source=article.source,
        native_key=article.native_key,
        title=article.title,
        body=article.body,
        at=article.published_at or dated or article.captured_at,
        published_at=article.published_at,
        agency=article.agency,
        byline=article.byline,
    )


def _pair(row: Mapping[str, object]) -> Pair:
    return Pair(
        str(row["id"]),
        str(row["a"]),
        str(row["b"]),
        str(row["label"]),
        bool(row["same_family"]),
        str(row["earlier"]) if row["earlier"] else None,
        bool(row["embedded"]),
        bool(row["hard"]),
        str(row["stratum"]),
    )


def _day(item: Mapping[str, list[str] | list[list[str]] | str]) -> Day:
    strict, loose = (tuple(frozenset(links) for links in item[f"families_{kind}"]) for kind in ("strict", "loose"))
    return Day(date.fromisoformat(str(item["day"])), tuple(str(link) for link in item["articles"]), strict, loose)


def _rows(corpora: Path, links: frozenset[str]) -> dict[str, dict[str, str]]:
    """The first row of each address: one listed on several days was published on the first."""
    found: dict[str, dict[str, str]] = {}
    for outlet in ("app", "dawn"):
        for path in sorted((corpora / "pk2025" / outlet).glob("*.jsonl.gz")):
            for row in _month(path, links):
                if row["link"] not in found or row["day"] < found[row["link"]]["day"]:
                    found[row["link"]] = row
    return found


def _month(path: Path, links: frozenset[str]) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["link"] in links and row["title"]:
                yield row


@cache
def _declaration(name: str) -> SourceDeclaration:
    return registry.load(name)


def _article(link: str, row: Mapping[str, str]) -> Article:
    name = source(link)
    at = _published(row)
    payload = _app_post(link, row, at) if name == "app" else _dawn_page(link, row, at)
    parser = app if name == "app" else dawn
    capture = Capture(ArchivePosition("gold.warc.gz", 0, 1, "sha256:00"), CAPTURED, None, None, name, parser.PARSER_VERSION)
    return clean(parser.parse(payload, link), _declaration(name), capture)


def _published(row: Mapping[str, str]) -> datetime:
    """The time of publication: Pakistan's, whatever its suffix says, and on the day that listed it, whatever its date says."""
    day = date.fromisoformat(row["day"])
    try:
        stamp = datetime.fromisoformat((row["date_published"] or f"{day}T12:00:00")[:19])
    except ValueError:
        return datetime.combine(day, time(12), PAKISTAN)
    same = stamp.date() == day
    return datetime.combine(day, stamp.time() if same else time(stamp.hour, stamp.minute), PAKISTAN)


def _paragraphs(row: Mapping[str, str]) -> str:
    return "".join(f"<p>{html.escape(text)}</p>" for text in (row["content"] or "").split("\n") if text.strip())


def _app_post(link: str, row: Mapping[str, str], at: datetime) -> bytes:
    post = {
        "id": int(hashlib.sha256(link.encode()).hexdigest()[:8], 16),  # the corpora hold no post numbers
        "link": link,
        "date": f"{at:%Y-%m-%dT%H:%M:%S}",
        "date_gmt": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "title": {"rendered": html.escape(row["title"])},
        "content": {"rendered": _paragraphs(row), "protected": False},
    }
    return json.dumps([post]).encode()


def _dawn_page(link: str, row: Mapping[str, str], at: datetime) -> bytes:
    title = html.escape(_TITLE_TAIL.sub("", row["title"]))
    section = html.escape(row["title"] if _TITLE_TAIL.search(row["title"]) else f"{row['title']} - DAWN.COM")
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{section}</title>
<meta property="article:published_time" content="{at.isoformat()}"/></head><body><div><h2 class="story__title"><a href="{html.escape(link)}">{title}</a></h2>
<span class="story__byline">{html.escape(row["author"] or "")}</span><div class="story__content">{_paragraphs(row)}</div></div></body></html>""".encode()
