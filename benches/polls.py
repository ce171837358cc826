"""Every real poll of the US State Department's feed, one after another, against an independent reading: `BRIEFWIRE_CORPORA=... python -m benches.polls [--first N] [--every K]`.

The replay's clock is set to the stamp of each captured poll (705, 23 May to 14 August 2021) and `us_state` is watched at that very instant, into an empty database
of its own. What must then stand is read here from the captured files alone, by xml.etree and a few lines of this bench: every guid once, every edit of a title or a text as
a revision valid from its poll, none beside them, every item on its publication day, every run `ok` (`short` where nothing of the poll before is left: with --every).
Two texts of a guid in consecutive polls in which it stands are an edit when a reader sees another text: a change of links, pictures, fonts, entities or the kind and
amount of white space is none; a line break between two words that were one is one. `--first` takes only the first N polls, `--every` each K-th.

Honest about the material: the feed shows ten items, the polls are 10 minutes to 2 days apart, and what was published and taken back between two of them nobody saw.
The only items that were first seen on a later day than their own are those of the first poll.
"""

import argparse
import html
import json
import os
import re
import sys
import time
import urllib.request
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from benches.chaos import Site, site
from benches.running import end_in_order
from benches.week import replay_module
from briefwire import flow
from briefwire.environment import Environment
from scrapers.errors import BriefwireError
from tests.serving import replay

SOURCE = "us_state"
ZONE = ZoneInfo("America/New_York")
BLOCKS = "p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|table|tbody|thead|tr|td|th|blockquote|pre|hr|section|article|figure|img"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
PROMPT = timedelta(minutes=5)  # a revision is valid from its own poll, not from some later moment
ARTICLES = """
select coalesce(json_agg(json_build_array(a.url, a.published_at, a.body,
         (select json_agg(json_build_array(r.valid_from, r.title, r.class) order by r.revision) from v1.article_revision r where r.article_id = a.article_id))), '[]')
from v1.article a where a.source = 'us_state'
"""
CALENDAR = "select coalesce(json_object_agg(day, loaded), '{}') from v1.coverage_calendar where source = 'us_state' and loaded > 0"
VERDICTS = (
    "select coalesce(json_agg(json_build_array(run_id, verdict, reason) order by started_at), '[]') from v1.run where source = 'us_state'"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of one poll; `title` and `text` as they are shown."""

    guid: str
    link: str
    title: str
    text: str
    published_at: datetime


@dataclass
class Story:
    """What the polls say of one guid: its newest item, when it was first seen, and the polls at which it read otherwise than in the poll it stood in before."""

    newest: Item
    first_seen: datetime
    edits: list[datetime] = field(default_factory=list)
    spaced: int = 0  # how many of the edits only part words or join them

    @property
    def day(self) -> date:
        """The publication day, in the ministry's zone."""
        return self.newest.published_at.astimezone(ZONE).date()

    @property
    def late(self) -> bool:
        """First seen on a later day than its own."""
        return self.first_seen.astimezone(ZONE).date() > self.day


@dataclass(frozen=True)
class Revision:
    """One revision as the database has it."""

    valid_from: datetime
    title: str
    change: str | None


@dataclass(frozen=True)
class Standing:
    """One article as the database has it."""

    url: str
    published_at: datetime | None
    body: str
    revisions: tuple[Revision, ...]


def shown(markup: str | None) -> str:
    """What a reader sees of it: no tags, blocks, breaks and pictures apart, entities read, signs without width gone, white space of any kind and amount one space."""
    apart = re.sub(rf"</?(?:{BLOCKS})\b[^>]*>", " ", markup or "", flags=re.IGNORECASE)
    words = html.unescape(re.sub(r"<[^>]*>", "", apart))
    line = " ".join(re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", words).split())
    return re.sub(r" (?=[.,;:!?)])", "", line)  # what a link's icon leaves behind


def letters(text: str) -> str:
    """The text without its spaces."""
    return text.replace(" ", "")


def items(poll: bytes) -> list[Item]:
    """The items of one poll, in its order."""
    root = ElementTree.fromstring(poll)  # noqa: S314 - a captured file of this machine
    return [
        Item(
            guid=item.findtext("guid", "").strip(),
            link=item.findtext("link", "").strip(),
            title=shown(item.findtext("title")),
            text=shown(item.findtext(ENCODED)),
            published_at=parsedate_to_datetime(item.findtext("pubDate", "")),
        )
        for item in root.iter("item")
    ]


def verdicts(polls: Iterable[tuple[datetime, bytes]]) -> list[str]:
    """The verdict that each poll deserves: `short` where it shows nothing that the poll before showed, so that nobody knows what stood between; else `ok`."""
    deserved, before = [], None
    for _, data in polls:
        guids = {item.guid for item in items(data)}
        deserved.append("ok" if before is None or guids & before else "short")
        before = guids
    return deserved


def stories(polls: Iterable[tuple[datetime, bytes]]) -> dict[str, Story]:
    """What the polls say, by guid."""
    told: dict[str, Story] = {}
    for stamp, data in polls:
        for item in items(data):
            story = told.setdefault(item.guid, Story(item, stamp))
            before, now = (f"{version.title}\n{version.text}" for version in (story.newest, item))
            if before != now:
                story.edits.append(stamp)
                story.spaced += letters(before) == letters(now)
            story.newest = item
    return told


@contextmanager
def errors_to(log: Path) -> Iterator[None]:
    """What this process and its crawl children write to standard error goes to a file until the block ends."""
    before = os.dup(2)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def watch_all(where: Site, polls: Sequence[tuple[datetime, bytes]]) -> list[str]:
    """Watches the source at every poll; what was raised, in words."""
    environment = Environment.read(where.variables)
    raised = []
    began = time.monotonic()
    for number, (stamp, _) in enumerate(polls, 1):
        with urllib.request.urlopen(f"{where.origin}/__now__?to={quote(stamp.isoformat())}", timeout=10):
            pass
        try:
            flow.watch(replace(environment, fixed_now=stamp), SOURCE)
        except BriefwireError as error:
            raised.append(f"{stamp:%Y-%m-%d %H:%M}Z: {type(error).__name__}: {error}")
        if number % 50 == 0:
            print(f"{number} of {len(polls)} polls, {time.monotonic() - began:.0f} s", flush=True)
    return raised


def standing(where: Site) -> list[Standing]:
    """Every article of the source."""
    return [
        Standing(
            url,
            datetime.fromisoformat(published_at) if published_at else None,
            body,
            tuple(Revision(datetime.fromisoformat(valid_from), title, change) for valid_from, title, change in revisions or ()),
        )
        for url, published_at, body, revisions in json.loads(where.ask(ARTICLES))
    ]


@dataclass
class Comparison:
    """The database against the polls. `differences` is empty when they agree."""

    told: Mapping[str, Story]
    rows: Sequence[Standing]
    stamps: Sequence[datetime]
    calendar: Mapping[date, int]
    differences: list[str] = field(default_factory=list)
    found: int = 0
    missed: int = 0
    invented: int = 0
    late_right: int = 0

    def run(self) -> None:
        """Compares all of it."""
        by_url: dict[str, list[Standing]] = defaultdict(list)
        for row in self.rows:
            by_url[row.url].append(row)
        for guid, story in self.told.items():
            matching = by_url.pop(story.newest.link, [])
            if len(matching) != 1:
                self.differences.append(f"{guid}: stands {len(matching)} times")
                self.missed += len(story.edits)
                continue
            self._one(guid, story, matching[0])
        self.differences += [f"{url}: stands, but no poll shows it" for url in by_url]
        days = Counter(story.day for story in self.told.values())
        self.differences += [
            f"{day}: the calendar has {self.calendar.get(day, 0)} loaded, the polls show {days[day]}"
            for day in sorted(days.keys() | self.calendar.keys())
            if self.calendar.get(day, 0) != days[day]
        ]

    def _one(self, guid: str, story: Story, row: Standing) -> None:
        polls = Counter(self._poll(revision.valid_from) for revision in row.revisions[1:])
        wanted = Counter(story.edits)
        self.found += sum((polls & wanted).values())
        self.missed += sum((wanted - polls).values())
        self.invented += sum((polls - wanted).values())
        for words, stamps in (("edit without a revision", wanted - polls), ("revision without an edit", polls - wanted)):
            self.differences += [f"{guid}: {words} at {stamp:%Y-%m-%d %H:%M:%S}Z" for stamp in stamps.elements()]
        if not row.revisions or self._poll(row.revisions[0].valid_from) != story.first_seen:
            self.differences.append(f"{guid}: not valid from the poll that showed it first")
        if row.revisions and shown(html.escape(row.revisions[-1].title)) != story.newest.title:
            self.differences.append(f"{guid}: the newest title is another one")
        placed = row.published_at is not None and row.published_at.astimezone(ZONE).date() == story.day
        if not placed:
            self.differences.append(f"{guid}: stands on {row.published_at}, was published on {story.day}")
        self.late_right += story.late and placed

    def _poll(self, instant: datetime) -> datetime:
        number = bisect_right(self.stamps, instant) - 1
        poll = self.stamps[max(number, 0)]
        if not timedelta(0) <= instant - poll <= PROMPT:
            self.differences.append(f"a revision is valid from {instant}, which is the moment of no poll")
        return poll


def words_kept(told: Mapping[str, Story], rows: Iterable[Standing]) -> tuple[int, float]:
    """How many bodies stand letter for letter in the feed's text, and the share of its letters that all bodies keep."""
    texts = {story.newest.link: letters(story.newest.text) for story in told.values()}
    bodies = {row.url: letters(shown(html.escape(row.body))) for row in rows if row.url in texts}
    inside = sum(body in texts[url] for url, body in bodies.items())
    return inside, sum(map(len, bodies.values())) / max(1, sum(len(texts[url]) for url in bodies))


def main() -> int:
    """Prints the figures; red when database and polls differ or a run has another verdict than its poll deserves."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--first", type=int, metavar="N", help="only the first N polls")
    options.add_argument("--every", type=int, default=1, metavar="K", help="only each K-th poll")
    chosen = options.parse_args()
    corpora = Path(os.environ["BRIEFWIRE_CORPORA"])
    polls = replay_module(corpora, "2021-08-31").state_polls()[: chosen.first][:: chosen.every]
    told = stories(polls)
    end_in_order()
    with ExitStack() as stack:
        where = stack.enter_context(site(stack.enter_context(replay(corpora, "--today", "2021-05-01")), ()))
        began = time.monotonic()
        with errors_to(where.home / "crawls.log"):
            raised = watch_all(where, polls)
        seconds = time.monotonic() - began
        rows = standing(where)
        calendar = {date.fromisoformat(day): loaded for day, loaded in json.loads(where.ask(CALENDAR)).items()}
        runs = json.loads(where.ask(VERDICTS))
    compared = Comparison(told, rows, [stamp for stamp, _ in polls], calendar)
    compared.run()
    deserved = verdicts(polls)
    red = [f"{run}: {verdict}: {reason}" for (run, verdict, reason), right in zip(runs, deserved, strict=False) if verdict != right]
    inside, kept = words_kept(told, rows)
    classes = Counter(revision.change for row in rows for revision in row.revisions[1:])
    late = sum(story.late for story in told.values())
    print(f"real polls of www.state.gov on loopback: {len(polls)}, {polls[0][0]:%Y-%m-%d} to {polls[-1][0]:%Y-%m-%d}; {seconds:.0f} s")
    print(f"items: {len(told)} in the polls, {len(rows)} articles")
    print(
        f"edits of a title or text: {sum(len(story.edits) for story in told.values())} expected ({sum(story.spaced for story in told.values())} part or join words only), {compared.found} found, {compared.missed} missed, {compared.invented} invented"
    )
    print(f"late items (first seen on a later day than their own): {late} expected, {compared.late_right} on the right day")
    print(f"classes of the revisions: {', '.join(f'{name} {count}' for name, count in classes.most_common()) or 'none'}")
    print(f"bodies that stand letter for letter in the feed's text: {inside} of {len(rows)}; {kept:.1%} of its letters kept")
    print(
        f"runs: {', '.join(f'{name} {count}' for name, count in Counter(verdict for _, verdict, _ in runs).items())}; "
        f"{deserved.count('short')} polls show nothing of the poll before"
    )
    for line in [*raised, *red, *compared.differences]:
        print(f"DIFFERS {line}")
    return 1 if raised or red or compared.differences or len(runs) != len(polls) else 0


if __name__ == "__main__":
    sys.exit(main())
