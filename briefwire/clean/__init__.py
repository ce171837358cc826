"""Clean: what a page gave, made fit to stand in the database. Pure: no I/O, no clock; the same record always gives the same article."""

from dataclasses import dataclass
from datetime import date, datetime

from briefwire.article import Article
from briefwire.clean import credits, dateline, dates, language, scope
from briefwire.clean.dateline import Opening
from briefwire.clean.scope import Scope
from briefwire.clean.text import join, normalise, paragraphs
from scrapers.errors import NotAnArticle
from scrapers.records import ArchivePosition, PageRecord
from scrapers.registry import SourceDeclaration

# The scope rule reads English; texts in other languages are in scope by their source or not at all.
SCOPE_LANGUAGE = "en"
_LEAD_CHARACTERS = 1_500


@dataclass(frozen=True, slots=True)
class Capture:
    """What is known of a page beside its record: where its bytes lie, when they were received (aware), the validators sent with them, who parsed them."""

    position: ArchivePosition
    captured_at: datetime
    etag: str | None
    last_modified: str | None
    parser: str
    parser_version: str


def clean(record: PageRecord, declaration: SourceDeclaration, capture: Capture) -> Article:
    """The article that a record holds. Raises `NotAnArticle` when no title or no body is left.

    Places, credits and the dateline's day are read off the text and taken out of it; words are never changed. The agency is the surest of
    the text's `credits`. A dateline without a year gets the one nearest to the day of publication. `published_at` comes from stamps alone; without one that
    can be believed it is None.
    """
    title = normalise(record.title)
    opening = _opening(record, declaration)
    body = join(opening.paragraphs)
    if not title:
        raise NotAnArticle("empty title")
    if not body:
        raise NotAnArticle("empty body")
    found = opening.dateline
    published, dateline_day = _dates(record, declaration, capture, opening)
    published_day = published.at.astimezone(declaration.zone).date() if published else None
    spoken = language.detect(title, body[:_LEAD_CHARACTERS], record.language or declaration.language)
    verdict = _scope(record, declaration, title, body, day=published_day or dateline_day, spoken=spoken, datelined=found is not None)
    byline = normalise(record.byline or "")
    return Article(
        source=record.source,
        native_key=record.native_key,
        url=record.url,
        title=title,
        body=body,
        language=spoken,
        in_scope=verdict.in_scope,
        scope_reason=verdict.reason,
        place=found.place if found else None,
        agency=credits.read(opening, byline).agency,
        byline=opening.byline or byline or None,
        dateline_date=dateline_day,
        published_at=published.at if published else None,
        published_at_method=published.method if published else None,
        published_at_zone=published.zone if published else None,
        published_at_confidence=published.confidence if published else None,
        modified_at=dates.modified(record.modified, declaration.zone, capture.captured_at),
        captured_at=capture.captured_at,
        parser=capture.parser,
        parser_version=capture.parser_version,
        position=capture.position,
        etag=capture.etag,
        last_modified=capture.last_modified,
    )


def _opening(record: PageRecord, declaration: SourceDeclaration) -> Opening:
    lines = paragraphs(record.paragraphs)
    if declaration.kind == "ministry":  # a transcript opens with speakers' names and outlets before a colon, never with a dateline
        return Opening(None, None, lines)
    return dateline.read(lines)


def _dates(
    record: PageRecord, declaration: SourceDeclaration, capture: Capture, opening: Opening
) -> tuple[dates.Published | None, date | None]:
    first = dates.published(record.published, declaration.zone, capture.captured_at, None)
    near = first.at.astimezone(declaration.zone).date() if first else None
    day = opening.dateline.date(near) if opening.dateline else None
    return first if day is None else dates.published(record.published, declaration.zone, capture.captured_at, day), day


def _scope(
    record: PageRecord, declaration: SourceDeclaration, title: str, body: str, *, day: date | None, spoken: str | None, datelined: bool
) -> Scope:
    if declaration.kind == "ministry":
        return Scope(True, "ministry's own page")
    if spoken != SCOPE_LANGUAGE:
        return Scope(False, f"no scope rule for language: {spoken or 'unknown'}")
    return scope.judge(title, body, day=day, section=record.section, datelined=datelined)
