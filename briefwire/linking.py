"""Links articles: signs them, finds what shares text with them, decides what they are to each other and closes the families over that.

Incremental: only what is new or changed is looked at, with what it touches. The result is a function of the articles, whatever their order and batches.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from briefwire.database import families as family_books
from briefwire.database import passages, relations, signatures, waiting
from briefwire.database.handles import Connection, Cursor
from briefwire.database.pieces import Standing, dirty
from briefwire.database.readings import Readings
from briefwire.families.decide import relate
from briefwire.families.reading import Reading, read
from briefwire.families.relation import Relation
from briefwire.families.signature import fingerprints

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link did: `articles` linked, rows of relations and families that changed, and how many articles `waiting` are left, of any run."""

    articles: int
    relations_added: int
    relations_removed: int
    families_changed: int
    waiting: int


_NOTHING = Linked(0, 0, 0, 0, 0)


def link(
    connection: Connection, *, run_id: str | None = None, batch: int = 200, progress: Callable[[int, int], None] | None = None
) -> Linked:
    """Links the articles that wait, or only those of a run, oldest first, in transactions of at most `batch` of them.

    `progress` is called after each transaction with the articles linked so far and those that still wait of what was asked for. Killed at any moment, the
    next link goes on; others at work on the same database take turns with this one. Raises `UnknownRun`.
    """
    done = _NOTHING
    with connection, connection.cursor() as cursor:
        if run_id is not None:
            waiting.require_run(cursor, run_id)
        waiting.lock(cursor)
        if waiting.renew(cursor):
            log.info("other versions linked here before: every article waits")
        left = waiting.count(cursor, run_id)
    readings = Readings()
    while (step := _step(connection, run_id, batch, readings)) is not None:
        looked_at, linked = step
        done = _sum(done, linked)
        left = max(0, left - looked_at)
        if looked_at:
            log.info("%d articles linked, %d wait", done.articles, left)
            if progress is not None:
                progress(done.articles, left)
    with connection, connection.cursor() as cursor:
        return replace(done, waiting=waiting.count(cursor))


def _step(connection: Connection, run_id: str | None, batch: int, readings: Readings) -> tuple[int, Linked] | None:
    """One transaction: a batch, or a month of the index that a batch needs. How many articles it took from the queue; None when none wait."""
    with connection, connection.cursor() as cursor:
        waiting.lock(cursor)
        taken = waiting.take(cursor, run_id, batch)
        if not taken.entries:
            return None
        found = dirty(cursor, taken.articles)
        if absent := signatures.absent(cursor, (one.piece.day for one in found)):
            signed = signatures.restore(cursor, absent[0])
            log.info("put %s into the index, %d articles of it signed anew", format(absent[0], "%Y-%m"), signed)
            return 0, _NOTHING
        linked = _link(cursor, found, readings) if found else _NOTHING
        waiting.taken(cursor, taken.entries)
        return len(taken.articles), linked


def _link(cursor: Cursor, found: Collection[Standing], held: Readings) -> Linked:
    own = {one.piece.article_id: read(one.piece) for one in found}
    signatures.keep(cursor, [signatures.Signed(one, fingerprints(own[one.piece.article_id])) for one in found])
    pairs = signatures.candidates(cursor, own.keys(), [one.piece.day for one in found])
    replaced = relations.replace(cursor, own.keys(), list(_relations(cursor, own, pairs, held)))
    regrouped = family_books.regroup(cursor, own.keys() | replaced.regrouped)
    passages.compare(cursor, regrouped.families, own.keys())
    for one in found:
        held.hold(one, own[one.piece.article_id])
    return Linked(len(found), replaced.added, replaced.removed, regrouped.changed, 0)


def _relations(cursor: Cursor, own: Mapping[UUID, Reading], pairs: Iterable[tuple[UUID, UUID]], held: Readings) -> Iterator[Relation]:
    """The relations of candidate pairs, of each at least one among `own`; the text of each other article is taken apart once."""
    partners: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for one, other in pairs:
        if one in own and other in own:
            if (relation := relate(own[one], own[other])) is not None:
                yield relation
        elif one in own:
            partners[other].append(one)
        else:
            partners[one].append(other)
    for reading in held.of(cursor, partners.keys()):
        for partner in partners[reading.piece.article_id]:
            if (relation := relate(own[partner], reading)) is not None:
                yield relation


def _sum(one: Linked, other: Linked) -> Linked:
    return Linked(
        one.articles + other.articles,
        one.relations_added + other.relations_added,
        one.relations_removed + other.relations_removed,
        one.families_changed + other.families_changed,
        0,
    )
