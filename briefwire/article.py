"""A record made fit to stand in the database."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition

# A fixed namespace: the same page has the same id in every database. Never change it.
ARTICLE_NAMESPACE = uuid.UUID("9c0d6a0e-6f0b-5b8e-9d53-5f4a0d2f7b11")


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article of one run. Times are aware; `dateline_date` is a day in the source's zone; unknown is None.

    `scope_reason` says which rule let it in or kept it out. `captured_at` is when the bytes were received: evidence of order, never a date of publication.
    `etag` and `last_modified` are the validators that the site sent with the page, for conditional requests.
    """

    source: str
    native_key: str
    url: str
    title: str
    body: str
    language: str | None
    in_scope: bool
    scope_reason: str
    place: str | None
    agency: str | None
    byline: str | None
    dateline_date: date | None
    published_at: datetime | None
    published_at_method: str | None
    published_at_zone: str | None
    published_at_confidence: str | None
    modified_at: datetime | None
    captured_at: datetime
    parser: str
    parser_version: str
    position: ArchivePosition
    etag: str | None = None
    last_modified: str | None = None

    @property
    def article_id(self) -> uuid.UUID:
        """The page's id, from source and native key alone (UUID version 5, RFC 9562)."""
        return article_id(self.source, self.native_key)

    @property
    def content_digest(self) -> str:
        """SHA-256 (hex) over title and body: what a revision is judged by."""
        return hashlib.sha256(f"{self.title}\n\n{self.body}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Ending:
    """A discovered address that ended before an article was made of it, in crawl, extraction or cleaning. `reason`: a few stable words."""

    url: str
    outcome: Outcome
    reason: str


def article_id(source: str, native_key: str) -> uuid.UUID:
    """The id of the page that `source` calls `native_key`."""
    return uuid.uuid5(ARTICLE_NAMESPACE, f"{source}\n{native_key}")
