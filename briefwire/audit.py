"""The audit of the families: what differs between a window as it is stored and as its texts make it, kept, told, and made to be mended."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from briefwire.alarms.quality import judge_families
from briefwire.database import alarms as alarm_books
from briefwire.database import audits
from briefwire.database.audits import Finding, Kept, Named
from briefwire.database.connect import connect
from briefwire.database.handles import Connection
from briefwire.environment import Environment
from briefwire.families.deviation import Deviation, Difference
from briefwire.recomputing import Recomputed
from scrapers.errors import BriefwireError

DAYS = 60
LONGEST_DAYS = 400  # of one audit: a year of a dozen outlets is what a gigabyte holds


class AuditError(BriefwireError):
    """A window that cannot be audited; the message says what can."""


@dataclass(frozen=True, slots=True)
class Told:
    """A difference with the articles it is about, as people know them: one or two, those of the window first."""

    kind: Deviation
    articles: tuple[tuple[UUID, Named], ...]
    words: str

    @property
    def line(self) -> str:
        """In one line: the kind, the addresses, what is stored and what should be."""
        return f"{self.kind}: {' and '.join(named.url for _, named in self.articles)}: {self.words}"

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        articles = [
            {"article_id": str(article), "source": named.source, "url": named.url, "day": str(named.day)}
            for article, named in self.articles
        ]
        return {"difference": self.kind.value, "articles": articles, "words": self.words}


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit of the link days from `first` to `last`, both included, found. `articles` of the window were compared, `pairs` decided anew."""

    first: date
    last: date
    started_at: datetime
    articles: int
    pairs: int
    seconds: float
    differences: tuple[Told, ...]

    @property
    def in_words(self) -> str:
        """What was looked at and how much was found, in one line."""
        count = len(self.differences)
        found = "no difference" if not count else "1 difference" if count == 1 else f"{count} differences"
        return f"{self.articles} articles of {self.first} to {self.last} and {self.pairs} pairs looked at anew in {self.seconds} s: {found}"

    def advice(self, *, repaired: bool) -> str:
        """What to do about the differences; nothing when there are none."""
        advice = []
        if self.mendable and repaired:
            advice.append(f"{len(self.mendable)} articles wait to be made anew: briefwire link, then briefwire audit again")
        elif self.mendable:
            advice.append(
                f"What to do: briefwire audit --from {self.first} --to {self.last} --repair, then briefwire link, then the audit again"
            )
        if any(told.kind is Deviation.MISSED_BY_THE_INDEX for told in self.differences):
            advice.append("What the index missed no link finds: tell whoever keeps the rules in briefwire/families")
        return "\n".join(advice and [*advice, "See docs/runbook/families_differ.md"])

    def as_json(self) -> dict[str, Any]:
        """All of it, for programs."""
        return {
            "first": str(self.first),
            "last": str(self.last),
            "articles": self.articles,
            "pairs": self.pairs,
            "seconds": self.seconds,
            "differences": [told.as_json() for told in self.differences],
        }

    @property
    def mendable(self) -> tuple[UUID, ...]:
        """The articles that linking again puts right."""
        found = (article for told in self.differences if told.kind is not Deviation.MISSED_BY_THE_INDEX for article, _ in told.articles)
        return tuple(dict.fromkeys(found))

    @property
    def unindexed(self) -> frozenset[date]:
        """The days whose part of the index is not to be trusted."""
        return frozenset(named.day for told in self.differences if told.kind is Deviation.OTHER_FINGERPRINTS for _, named in told.articles)


def check_window(first: date, last: date) -> None:
    """Raises `AuditError` for a window that ends before it begins or that memory does not hold."""
    if last < first:
        raise AuditError(f"the window ends on {last} and begins on {first}")
    if (last - first).days >= LONGEST_DAYS:
        raise AuditError(f"{first} to {last} are more than {LONGEST_DAYS} days: audit a long past piece by piece")


def audit(connection: Connection, first: date, last: date) -> Audit:
    """Compares the stored relations, fingerprints, families and origins of the window with what the texts say. Writes nothing.

    Articles that wait to be linked are left out: a link will look at them anyway. Raises `AuditError`.
    """
    check_window(first, last)
    started_at = datetime.now(UTC)
    with audits.snapshot(connection) as cursor:
        anew = Recomputed(cursor, first, last)
        found = list(anew.signature_differences())
        found += anew.relation_differences()
        found += anew.family_differences()
        names = audits.named(cursor, {article for difference in found for article in difference.articles})
    return Audit(
        first=first,
        last=last,
        started_at=started_at,
        articles=len(anew.looked_at),
        pairs=anew.decided,
        seconds=round((datetime.now(UTC) - started_at).total_seconds(), 1),
        differences=tuple(_told(difference, names) for difference in sorted(found, key=lambda one: _gravest_first(one, names))),
    )


def run(environment: Environment, first: date, last: date, *, repair: bool = False) -> Audit:
    """An audit that is kept: what it found replaces what was found on these days before, and the alarms follow at once.

    With `repair` the next link makes the articles anew that linking can put right. Raises `AuditError`, and what the database raises.
    """
    with closing(connect(environment)) as connection:
        result = audit(connection, first, last)
        with connection, connection.cursor() as cursor:
            alarm_books.lock(cursor)
            kept = Kept(first, last, result.started_at, datetime.now(UTC), result.articles, result.pairs, len(result.differences))
            audits.keep(cursor, kept, _findings(result))
            judge_families(cursor, environment.now())
            if repair:
                audits.make_wait(cursor, result.mendable)
                audits.drop_from_index(cursor, result.unindexed)
    return result


def _gravest_first(difference: Difference, names: Mapping[UUID, Named]) -> tuple[int, date, str]:
    first = names[difference.articles[0]]
    return list(Deviation).index(difference.kind), first.day, first.url


def _told(difference: Difference, names: Mapping[UUID, Named]) -> Told:
    return Told(difference.kind, tuple((article, names[article]) for article in difference.articles), difference.words)


def _findings(result: Audit) -> Iterator[Finding]:
    """One for each article of the window that a difference is about."""
    for told in result.differences:
        for _, named in told.articles:
            if result.first <= named.day <= result.last:
                yield Finding(named.source, named.day, told.kind.value, told.line)
