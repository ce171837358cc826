"""The stand-in's labelled reprints, half a year of it: `python -m benches.reprints [--memory] [--out FILE] [--draw 60]`.

Needs BRIEFWIRE_CORPORA with the stand-in beside it. Every article of January to June 2025 (`benches.halfyear`) is published into an embedded Postgres and
linked, and once more linked by the pure functions alone, in memory, which must come to the same. Then: is each reprint of `/__truth__` in a family whose
origin is the one told there? Every family that joins articles other than one origin and its reprints is written to `--out`, texts and all, to be judged by
reading; the first `--draw` of them are drawn at random (fixed seed). `--memory` leaves Postgres out.

What a reader said is kept in `reprints_judged.tsv`: two addresses, whether they are one family (yes, no, roundup), and in a few words why.
"""

import argparse
import csv
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from types import ModuleType
from uuid import UUID

import psycopg2

from benches import halfyear
from benches.gold import piece
from benches.judging import member
from briefwire.article import Article
from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from briefwire.database.publish import publish
from briefwire.database.runs import open_run
from briefwire.database.server import ensure_server, stop_server
from briefwire.database.stage import stage
from briefwire.families.allpairs import Sets, sharing
from briefwire.families.closing import Edge, families
from briefwire.families.decide import relate
from briefwire.families.piece import Piece
from briefwire.families.reading import Reading, read
from briefwire.families.relation import CLOSING
from briefwire.families.signature import MIN_SHARED, WINDOW_DAYS, fingerprints
from briefwire.linking import link
from scrapers import registry
from scrapers.engine.address import canonical

JUDGED = Path(__file__).with_name("reprints_judged.tsv")
SEED = 2525
READINGS = 6_000  # kept at a time: pairs come in order of time, and most lie a few days apart

FAMILIES = "SELECT m.family_id, f.origin_article_id, m.article_id FROM v1.family_member m JOIN v1.family f USING (family_id)"
RELATIONS = "SELECT article_a, article_b, relation, share_a, share_b, decided_by FROM v1.relation"


@dataclass(frozen=True, slots=True)
class Found:
    """A relation, as stored or as decided."""

    a: UUID
    b: UUID
    kind: str
    share_a: float
    share_b: float
    decided_by: str


@dataclass(frozen=True, slots=True)
class Group:
    """A family: its origin and all its members."""

    origin: UUID
    members: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Linked:
    """All families and relations of the half year; what each copy was copied from, as `v1.family_member` says (in memory: nothing); the candidates compared."""

    groups: frozenset[Group]
    edges: frozenset[Found]
    copied_from: Mapping[UUID, UUID]
    candidates: int | None = None

    def of_article(self) -> dict[UUID, Group]:
        """Each article's family."""
        return {article: group for group in self.groups for article in group.members}


@dataclass(frozen=True, slots=True)
class Reprint:
    """A labelled reprint: its address, its origin's, and what was changed."""

    link: str
    origin: str
    change: str


def in_memory(pieces: Sequence[Piece]) -> Linked:
    """The half year linked by the pure functions alone."""
    ordered = sorted(pieces, key=lambda piece: piece.order)
    sets = Sets()
    for item in ordered:
        sets.add(fingerprints(read(item)))

    @lru_cache(maxsize=READINGS)
    def reading(number: int) -> Reading:
        return read(ordered[number])

    edges, candidates = set(), 0
    for pair in sharing(sets, [item.day.toordinal() for item in ordered], WINDOW_DAYS, MIN_SHARED):
        candidates += 1
        relation = relate(reading(pair.one), reading(pair.other))
        if relation is not None:
            edges.add(Found(relation.a, relation.b, relation.kind.value, relation.share_a, relation.share_b, relation.decided_by))
    made = families(
        [member(item) for item in ordered], [Edge(one.a, one.b, one.share_a, one.share_b) for one in edges if one.kind in CLOSING]
    )
    return Linked(frozenset(Group(family.origin, frozenset(family.members)) for family in made), frozenset(edges), {}, candidates)


def in_postgres(articles: Sequence[Article]) -> Linked:
    """The half year published into a Postgres of its own and linked there."""
    home = Path(tempfile.mkdtemp(prefix="briefwire-reprints-"))
    try:
        server = ensure_server(home, fsync=False)
        migrate(server.dsn("admin"), archive="/archive", declarations=registry.sources())
        with closing(psycopg2.connect(server.dsn("loader"))) as loader:
            started = time.perf_counter()
            _publish(loader, articles)
            print(f"published {len(articles)} articles in {time.perf_counter() - started:.0f} s")
            started = time.perf_counter()
            done = link(loader)
            seconds = time.perf_counter() - started
            print(f"linked {done.articles} in {seconds:.0f} s ({done.articles / seconds:.0f} articles a second): {done}")
        with closing(psycopg2.connect(server.dsn("admin"))) as admin:
            return _stored(admin)
    finally:
        stop_server(home)
        shutil.rmtree(home, ignore_errors=True)


def _publish(loader: Connection, articles: Sequence[Article]) -> None:
    for source, group in groupby(articles, key=lambda article: article.source):
        own = list(group)
        run = f"{source}-halfyear"
        open_run(loader, run, source, halfyear.LAST, "backfill", None, halfyear.CAPTURED)
        stage(loader, run, len(own), own, [])
        publish(loader, run, "ok", None, halfyear.CAPTURED, scope="all")


def _stored(connection: Connection) -> Linked:
    with connection, connection.cursor() as cursor:
        cursor.execute(FAMILIES)
        members: dict[tuple[str, str], set[UUID]] = defaultdict(set)
        for family, origin, article in cursor.fetchall():
            members[family, origin].add(UUID(article))
        cursor.execute(RELATIONS)
        edges = frozenset(
            Found(UUID(a), UUID(b), kind, float(share_a), float(share_b), decided_by)
            for a, b, kind, share_a, share_b, decided_by in cursor.fetchall()
        )
        cursor.execute("SELECT article_id, copied_from FROM v1.family_member WHERE copied_from IS NOT NULL")
        copied_from = {UUID(copy): UUID(text) for copy, text in cursor.fetchall()}
    return Linked(frozenset(Group(UUID(origin), frozenset(found)) for (_, origin), found in members.items()), edges, copied_from)


def truth(replay: ModuleType) -> list[Reprint]:
    """What `/__truth__` says, but for the real text of 2020, which has no origin here."""
    return [Reprint(canonical(row["link"]), canonical(row["origin"]), row["change"]) for row in replay.reprints() if row["origin"]]


def main() -> int:
    """Prints the tables; 1 when Postgres and memory differ, 2 when the corpora are not there."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--memory", action="store_true", help="without Postgres")
    options.add_argument("--out", type=Path, help="where the families to be judged are written, with their texts")
    options.add_argument("--draw", type=int, default=60, help="how many of them are drawn (60)")
    chosen = options.parse_args()
    folder = os.environ.get("BRIEFWIRE_CORPORA")
    if not folder:
        print("BRIEFWIRE_CORPORA is not set: there is nothing to measure on", file=sys.stderr)
        return 2
    started = time.perf_counter()
    articles = halfyear.articles(Path(folder))
    print(f"{len(articles)} articles {dict(Counter(article.source for article in articles))} read in {time.perf_counter() - started:.0f} s")
    started = time.perf_counter()
    linked = in_memory([piece(article) for article in articles])
    print(f"in memory: {linked.candidates} candidates, {len(linked.edges)} relations in {time.perf_counter() - started:.0f} s")
    same = True
    if not chosen.memory:
        stored = in_postgres(articles)
        same = stored.groups == linked.groups and stored.edges == linked.edges
        print(f"Postgres against memory: {_differences(stored, linked)}")
        linked = stored
    reprints = truth(halfyear.standin(Path(folder)))
    by_url = {article.url: article for article in articles}
    _print_reprints(linked, reprints, by_url)
    _print_sizes(linked)
    review(linked, reprints, by_url, chosen.out, chosen.draw)
    _print_judged(linked, by_url)
    return 0 if same else 1


def _differences(stored: Linked, made: Linked) -> str:
    if stored.groups == made.groups and stored.edges == made.edges:
        return f"the same {len(made.groups)} families with the same origins, the same {len(made.edges)} relations"
    return f"DIFFERENT: {len(stored.groups ^ made.groups)} families, {len(stored.edges ^ made.edges)} relations"


def _print_reprints(linked: Linked, reprints: Sequence[Reprint], by_url: Mapping[str, Article]) -> None:
    group_of = linked.of_article()
    by_id = {article.article_id: article for article in by_url.values()}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    misses, outside = [], 0
    for reprint in reprints:
        copy, origin = by_url.get(reprint.link), by_url.get(reprint.origin)
        if copy is None or origin is None:
            outside += 1
            continue
        group = group_of[copy.article_id]
        together, given = origin.article_id in group.members, by_id[group.origin]
        found = {
            "all": True,
            "together": together,
            "strict": given.article_id == origin.article_id,
            "twin": given.source == origin.source and given.body == origin.body,
            "copied": linked.copied_from.get(copy.article_id) == origin.article_id,
        }
        for name in (reprint.change, "all"):
            counts[name].update(key for key, holds in found.items() if holds)
        if not found["twin"]:
            where = "apart" if not together else "together, another origin" + (", yet said to be copied from it" if found["copied"] else "")
            misses.append(f"- {reprint.change}, {where}: {reprint.link}\n    told:  {reprint.origin}\n    given: {given.url}")
    print(f"\nReprints: {len(reprints)}; {outside} of them with a page or origin that the half year does not hold\n")
    columns = ("together", "strict", "twin", *(("copied",) if linked.copied_from else ()))
    print(
        "| change | reprints | in a family with the origin | that family's origin is it | it or a twin |"
        + " it is copied_from |" * bool(linked.copied_from)
    )
    print("|---|---" + "|---" * len(columns) + "|")
    for name in sorted(counts):
        count = counts[name]
        print(f"| {name} | {count['all']} | " + " | ".join(f"{count[key]} = {count[key] / count['all']:.4f}" for key in columns) + " |")
    print(
        "(a twin: another post of the agency whose cleaned body is the same, byte for byte; copied_from: of the texts of the origin's outlet the closest, where the"
    )
    print("agency posted several versions and the first is the family's origin; needs Postgres)\n")
    print(*misses, sep="\n")


def _print_sizes(linked: Linked) -> None:
    sizes = Counter(len(group.members) for group in linked.groups)
    print("\n| members | families |\n|---|---|")
    for size in sorted(sizes):
        print(f"| {size} | {sizes[size]} |")
    print("\n| relation | pairs |\n|---|---|")
    for kind, count in Counter(edge.kind for edge in linked.edges).most_common():
        print(f"| {kind} | {count} |")


def review(linked: Linked, reprints: Sequence[Reprint], by_url: Mapping[str, Article], out: Path | None, draw: int) -> None:
    """Counts the families that join articles other than an origin and its reprints, and writes them to `out`, a random draw of them first."""
    by_id = {article.article_id: article for article in by_url.values()}
    copies = {by_url[reprint.link].article_id for reprint in reprints if reprint.link in by_url}
    joined = [group for group in linked.groups if len(group.members - copies) > 1]
    kinds = Counter("-".join(sorted(by_id[id_].source for id_ in group.members - copies)) for group in joined)
    print(f"\nFamilies that join other articles: {len(joined)}\n\n| outlets | families |\n|---|---|")
    for name, count in kinds.most_common():
        print(f"| {name} | {count} |")
    if out is None:
        return
    joined.sort(key=lambda group: _lot(by_id[id_].url for id_ in group.members))
    edges: dict[frozenset[UUID], Found] = {frozenset((edge.a, edge.b)): edge for edge in linked.edges}
    with out.open("w", encoding="utf8") as file:
        for number, group in enumerate(joined, 1):
            print(f"\n===== {number}{' (drawn)' if number <= draw else ''}", file=file)
            print(*_described(group.members - copies, group, edges, by_id), sep="\n", file=file)


def _lot(urls: Iterable[str]) -> str:
    """What the draw goes by: of the family's first address alone, so that a change of rules changes the draw no more than the families."""
    return hashlib.sha256(f"{SEED} {min(urls)}".encode()).hexdigest()


def _described(
    members: Collection[UUID], group: Group, edges: Mapping[frozenset[UUID], Found], by_id: Mapping[UUID, Article]
) -> Iterator[str]:
    ordered = sorted((by_id[id_] for id_ in members), key=lambda article: piece(article).order)
    names = {article.article_id: chr(ord("A") + n % 26) for n, article in enumerate(ordered)}
    for article in ordered:
        mark = " ORIGIN" if article.article_id == group.origin else ""
        yield f"{names[article.article_id]} {article.source} {piece(article).at:%Y-%m-%d %H:%M} {article.title} ({len(article.body.split())} words){mark}"
        yield f"  {article.url}"
    for one, n in names.items():
        for other, m in names.items():
            edge = edges.get(frozenset((one, other))) if n < m else None
            if edge is not None:
                yield f"{n}-{m} {edge.kind} [{edge.decided_by}] {edge.share_a:.2f} / {edge.share_b:.2f}"
    for article in ordered:
        yield f"--- {names[article.article_id]}\n{article.body}"


def _print_judged(linked: Linked, by_url: Mapping[str, Article]) -> None:
    group_of = linked.of_article()
    with JUDGED.open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    counts: Counter[tuple[str, bool]] = Counter()
    print()
    for row in rows:
        one, other = by_url.get(row["one"]), by_url.get(row["other"])
        if one is None or other is None:
            continue
        together = group_of[one.article_id] == group_of[other.article_id]
        counts[row["family"], together] += 1
        if together == (row["family"] != "yes"):
            print(f"- {'together' if together else 'apart'}, judged {row['family']} ({row['why']}):\n    {row['one']}\n    {row['other']}")
    print(f"\nJudged by reading: {len(rows)} pairs\n\n| one family? | together | apart |\n|---|---|---|")
    for verdict in ("yes", "roundup", "no"):
        print(f"| {verdict} | {counts[verdict, True]} | {counts[verdict, False]} |")
    print("(roundup: one stands as a section in the other, which is about more)")


if __name__ == "__main__":
    sys.exit(main())
