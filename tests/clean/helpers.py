"""Declarations and records made for these tests."""

from datetime import UTC, datetime

from briefwire.article import Article
from briefwire.clean import Capture, clean
from scrapers.records import ArchivePosition, PageRecord, Stamp
from scrapers.registry import Candidates, FieldFill, History, Politeness, SourceDeclaration, Volume, Watch

CAPTURED = datetime(2025, 7, 1, 12, tzinfo=UTC)


def declaration(name: str = "paper", kind: str = "outlet", zone: str = "Asia/Karachi", language: str = "en") -> SourceDeclaration:
    """A complete declaration of a source that exists only here."""
    return SourceDeclaration(
        name=name,
        title="The Paper",
        kind=kind,  # type: ignore[arg-type]
        country="PK",
        language=language,
        time_zone=zone,
        hosts=("paper.example",),
        discovery=("archive",),
        canary_urls=(),
        text_licence="licensed",
        politeness=Politeness(delay=1, max_requests=10),
        history=History(kind="none", settles=0, how="not at all"),
        candidates=Candidates(include=("/",)),
        volume=Volume(minimum=0, typical=1, requests=1),
        watch=Watch(minutes=15),
        field_fill=FieldFill(title=1, body=1, published_at=1),
    )


def capture(at: datetime = CAPTURED) -> Capture:
    """A capture at an instant."""
    return Capture(ArchivePosition("a.warc.gz", 0, 10, "sha256:00"), at, '"tag"', None, "paper.page", "1")


def cleaned(
    *paragraphs: str,
    title: str = "Talks go on",
    published: tuple[Stamp, ...] = (),
    byline: str | None = None,
    section: str | None = None,
    source: SourceDeclaration | None = None,
    captured_at: datetime = CAPTURED,
) -> Article:
    """The article made of these paragraphs."""
    record = PageRecord("paper", "1", "https://paper.example/1", title, paragraphs, published, byline=byline, section=section)
    return clean(record, source or declaration(), capture(captured_at))
