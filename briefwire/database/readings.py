"""Texts that were taken apart lately: the copies of one day's articles are mostly found among those of the day before, and reading costs most of linking."""

from collections import OrderedDict
from collections.abc import Collection, Iterator
from uuid import UUID

from briefwire.database.handles import Cursor
from briefwire.database.pieces import Facts, Standing, facts, pieces, present
from briefwire.families.reading import Reading, read

UNITS = 1_000_000  # words or signs that are held: some 2,300 articles, 50 MB


class Readings:
    """Readings of articles, the least lately used forgotten first. One that no longer is what its article says is never given out."""

    def __init__(self) -> None:
        self._held: OrderedDict[UUID, tuple[Facts, Reading]] = OrderedDict()
        self._units = 0

    def hold(self, standing: Standing, reading: Reading) -> None:
        """Keeps the reading of an article as it stands."""
        self._forget(standing.piece.article_id)
        self._held[standing.piece.article_id] = facts(standing), reading
        self._units += len(reading)
        while self._units > UNITS:
            self._forget(next(iter(self._held)))

    def of(self, cursor: Cursor, articles: Collection[UUID]) -> Iterator[Reading]:
        """The readings of these articles as they stand now, each once. Part of the caller's transaction."""
        missing = []
        for article, now in present(cursor, articles).items():
            before, reading = self._held.get(article, (None, None))
            if reading is None or before != now:
                missing.append(article)
            else:
                self._held.move_to_end(article)
                yield reading
        for standing in pieces(cursor, missing):
            reading = read(standing.piece)
            self.hold(standing, reading)
            yield reading

    def _forget(self, article: UUID) -> None:
        if article in self._held:
            self._units -= len(self._held.pop(article)[1])
