"""A window of families computed anew from its texts, in one pass and without the index, and compared with what is stored.

Its two ways to find pairs know nothing of each other: by the fingerprints in common, as the index defines a candidate, and by all shingles in common, so that
a copy that the fingerprints miss is found too.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from briefwire.database import audits
from briefwire.database.handles import Cursor
from briefwire.database.pieces import pieces
from briefwire.families.allpairs import Sets, sharing
from briefwire.families.boilerplate import is_boilerplate
from briefwire.families.closing import Edge, Member, families
from briefwire.families.decide import RULE_VERSION, relate
from briefwire.families.deviation import Deviation, Difference, Said, family_differences, relation_difference, said
from briefwire.families.reading import Reading, read
from briefwire.families.relation import CLOSING, Kind
from briefwire.families.signature import MIN_SHARED, SIG_VERSION, WINDOW_DAYS, fingerprints

# Who took a third of the shorter text, and no less than a sentence or two of it, is looked at whatever the fingerprints say.
LEAST_SHINGLES = 15
LEAST_CONTAINED = 0.3
_WITHIN = timedelta(days=WINDOW_DAYS)
_READINGS = 2000  # texts taken apart that are held at a time, about 20 kB each
_PAIRS = 500  # decided at a time


class Recomputed:
    """The articles of a window and of the days around it that a relation reaches, by number in order of time."""

    def __init__(self, cursor: Cursor, first: date, last: date) -> None:
        self._cursor, self._first, self._last = cursor, first, last
        self._articles: list[UUID] = []
        self._days: list[int] = []
        self._members: dict[UUID, Member] = {}
        self._wrong: set[UUID] = set()
        self._fingerprints, self._shingles = Sets(), Sets()
        self._closing: list[Edge] = []
        self._readings: OrderedDict[int, Reading] = OrderedDict()
        self.decided = 0
        for item in audits.recorded(cursor, first - _WITHIN, last + _WITHIN, (SIG_VERSION, RULE_VERSION)):
            self._add(item)
        self._numbers = {article: number for number, article in enumerate(self._articles)}
        self.looked_at = frozenset(article for article, day in zip(self._articles, self._days, strict=True) if self._inside(day))

    def signature_differences(self) -> Iterator[Difference]:
        """Articles of the window whose fingerprints are stored otherwise, or are not so in the index."""
        faults = audits.index_faults(self._cursor, self._first, self._last)
        for article in sorted((self._wrong | faults) & self.looked_at):
            where = "with its article" if article in self._wrong else "in the index"
            yield Difference(Deviation.OTHER_FINGERPRINTS, (article,), f"its fingerprints {where} are not those of its text")

    def relation_differences(self) -> Iterator[Difference]:
        """Differences of all pairs with an article of the window. Notes the closing relations as they should be."""
        stored = dict(audits.relations(self._cursor, self._first, self._last))
        for pair, candidate, computed in self._relations():
            if candidate and computed is not None and Kind(computed.kind) in CLOSING:
                self._closing.append(Edge(*pair, computed.share_a, computed.share_b))
            if (difference := relation_difference(pair, stored.pop(pair, None), computed, candidate=candidate)) is not None:
                yield difference
        for pair, left in stored.items():
            if self._checked(pair) and (difference := relation_difference(pair, left, None, candidate=False)) is not None:
                yield difference

    def family_differences(self) -> Iterator[Difference]:
        """Differences of the families of the window's articles. Relations that this audit did not compute are taken as they are stored."""
        stored = audits.members(self._cursor, self._first - _WITHIN, self._last + _WITHIN)
        given = [edge for edge in audits.edges(self._cursor, stored.keys()) if not self._checked((edge.a, edge.b))]
        members = {article: member for article, (member, _) in stored.items()} | self._members
        places = {article: place for article, (_, place) in stored.items() if place is not None}
        yield from family_differences(families(list(members.values()), [*given, *self._closing]), members, places, self.looked_at)

    def _add(self, item: audits.Recorded) -> None:
        piece, reading = item.piece, read(item.piece)
        signs, shingles = fingerprints(reading), reading.shingles
        self._articles.append(piece.article_id)
        self._days.append(piece.day.toordinal())
        self._members[piece.article_id] = Member(
            piece.article_id, piece.source, piece.native_key, piece.at, piece.published_at, piece.agency
        )
        if not np.array_equal(signs, item.hashes):
            self._wrong.add(piece.article_id)
        self._fingerprints.add(signs)
        self._shingles.add(np.unique(shingles[~is_boilerplate(shingles)]))

    def _relations(self) -> Iterator[tuple[tuple[UUID, UUID], bool, Said | None]]:
        """Every pair with an article of the window that is worth deciding: whether it is a candidate by its fingerprints, and what the two are."""
        found = {
            (pair.one, pair.other): False
            for pair in sharing(self._shingles, self._days, WINDOW_DAYS, LEAST_SHINGLES)
            if self._near(pair.one, pair.other)
            and pair.shared >= LEAST_CONTAINED * min(self._shingles.size(pair.one), self._shingles.size(pair.other))
        }
        for pair in sharing(self._fingerprints, self._days, WINDOW_DAYS, MIN_SHARED):
            if self._near(pair.one, pair.other):
                found[pair.one, pair.other] = True
        self.decided = len(found)
        in_order = sorted(found)
        for some in (in_order[place : place + _PAIRS] for place in range(0, len(in_order), _PAIRS)):
            readings = self._read({number for pair in some for number in pair})
            for one, other in some:
                relation = relate(readings[one], readings[other])
                a, b = sorted((self._articles[one], self._articles[other]), key=lambda article: self._members[article].order)
                yield (a, b), found[one, other], None if relation is None else said(relation)

    def _read(self, numbers: Collection[int]) -> Mapping[int, Reading]:
        wanted = set(numbers)
        for number in wanted & self._readings.keys():
            self._readings.move_to_end(number)
        missing = [self._articles[number] for number in wanted - self._readings.keys()]
        for one in pieces(self._cursor, missing):
            self._readings[self._numbers[one.piece.article_id]] = read(one.piece)
        while len(self._readings) > max(_READINGS, len(wanted)):
            self._readings.popitem(last=False)
        return self._readings

    def _inside(self, day: int) -> bool:
        return self._first.toordinal() <= day <= self._last.toordinal()

    def _near(self, one: int, other: int) -> bool:
        return self._inside(self._days[one]) or self._inside(self._days[other])

    def _checked(self, pair: tuple[UUID, UUID]) -> bool:
        """Whether this audit decides the pair: it knows both as they are linked, and one is of the window."""
        one, other = pair
        return one in self._numbers and other in self._numbers and (one in self.looked_at or other in self.looked_at)
