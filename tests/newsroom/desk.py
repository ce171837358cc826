"""Faults of the desk: what is published differs from what was written. Each takes the pieces of a day and gives them as the site shows them at an instant."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from tests.newsroom.edition import Edition
from tests.newsroom.edits import edited
from tests.newsroom.planted import Planted
from tests.newsroom.writers import WRITERS, Piece

Pieces = tuple[Piece, ...]
DeskFault = Callable[[Pieces, Planted, Edition, datetime], Pieces]


def late_post(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The hurt piece appears `days` after its day, dated back."""
    del edition, now
    return _one(pieces, planted, appears=_since(planted, planted.number("days", 2)))


def late_item(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The hurt piece appears `hours` after the time that it bears."""
    del edition, now
    return tuple(
        _handled(piece, appears=piece.at + timedelta(hours=planted.number("hours", 9))) if piece.number == planted.hurt else piece
        for piece in pieces
    )


def silent_edit(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The hurt piece's text is another `days` after its day, with the same times in it. `kind` is the kind of edit."""
    after = now >= _since(planted, planted.number("days", 2))
    chance = edition.chance(f"edit {planted.key}", planted.day)
    kind = str(planted.parameters["kind"])

    def changed(piece: Piece) -> Piece:
        title, paragraphs = edited(piece.title, piece.paragraphs, kind, chance, after=after)  # type: ignore[union-attr]
        return _handled(replace(piece, title=title, paragraphs=paragraphs), first_title=piece.title)  # type: ignore[call-arg]

    return tuple(changed(piece) if piece.number == planted.hurt else piece for piece in pieces)


def deleted_page(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The hurt piece is taken down `days` after its day."""
    del edition
    return _one(pieces, planted, gone=now >= _since(planted, planted.number("days", 2)))


def moved_url(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The hurt piece stands at another address `days` after its day; the old one leads there."""
    del edition
    return _one(pieces, planted, moved=now >= _since(planted, planted.number("days", 2)))


def duplicate_key(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The hurt piece is listed under a second address, with the same number."""
    del edition, now
    return _one(pieces, planted, shadowed=True)


def listed_twice(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The listing names the hurt piece twice."""
    del edition, now
    return _one(pieces, planted, listed=2)


def wrong_year(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The dateline of the hurt piece has last year's number."""
    del edition, now
    return _one(pieces, planted, dateline_year=planted.day.year - 1)


def future_date(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The hurt piece's page says that it was published `days` later than it was."""
    del edition, now
    return tuple(
        _handled(piece, printed_at=piece.at + timedelta(days=planted.number("days", 40))) if piece.number == planted.hurt else piece
        for piece in pieces
    )


def uncredited(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """No piece of the day says who wrote it."""
    del planted, edition, now
    return tuple(_handled(piece, credited=False) for piece in pieces)


def shortfall(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The listing leaves out a `share` of the day, the later part."""
    del edition, now
    kept = len(pieces) - int(len(pieces) * planted.number("share", 0.5))
    return tuple(piece if index < kept else _handled(piece, listed=0) for index, piece in enumerate(pieces))


def zero_listing(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """The listing names none of the day's pieces."""
    del planted, edition, now
    return tuple(_handled(piece, listed=0) for piece in pieces)


def silent_day(pieces: Pieces, planted: Planted, edition: Edition, now: datetime) -> Pieces:
    """Nothing is published, though one would expect it."""
    del pieces, planted, edition, now
    return ()


DESK: Mapping[str, DeskFault] = {
    fault.__name__: fault
    for fault in (
        late_post,
        late_item,
        silent_edit,
        deleted_page,
        moved_url,
        duplicate_key,
        listed_twice,
        wrong_year,
        future_date,
        uncredited,
        shortfall,
        zero_listing,
        silent_day,
    )
}


def _since(planted: Planted, days: float) -> datetime:
    return planted.since(days, datetime.combine(planted.day, time(), WRITERS[planted.site].zone))


def _one(pieces: Pieces, planted: Planted, **changes: object) -> Pieces:
    return tuple(_handled(piece, **changes) if piece.number == planted.hurt else piece for piece in pieces)


def _handled(piece: Piece, **changes: object) -> Piece:
    return replace(piece, handling=replace(piece.handling, **changes))  # type: ignore[arg-type]
