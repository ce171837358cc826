"""What a page yields: frozen records, plain values only, so that every step can write them down and read them back."""

import dataclasses
import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point in time exactly as the page printed it, with the place on the page it was read from.

    `method` is one of: rest, json-ld, meta, byline, listing, feed, url, title. No zone is assumed here; `briefwire.clean.dates` does that.
    """

    text: str
    method: str


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One article or transcript as its page gives it: raw fields, site furniture removed, nothing interpreted.

    `native_key` is the source's own identifier, from raw fields only. `url` is the canonical address. `paragraphs` are the texts of the body's
    paragraphs in order, still with dateline and credit. `published` and `modified` list every stamp found, the most trusted first.
    """

    source: str
    native_key: str
    url: str
    title: str
    paragraphs: tuple[str, ...]
    published: tuple[Stamp, ...]
    modified: tuple[Stamp, ...] = ()
    byline: str | None = None
    section: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ArchivePosition:
    """Where a response lies in a WARC file: `file` (path or URI), byte `offset` of its gzip member, `length` in bytes, and
    `digest` (`sha256:<hex>` of the response body after content decoding)."""

    file: str
    offset: int
    length: int
    digest: str


def to_json(record: object) -> str:
    """One line of JSON for a record of this module (datetimes as ISO 8601)."""
    if not dataclasses.is_dataclass(record) or isinstance(record, type):
        raise TypeError(f"not a record: {record!r}")
    return json.dumps(dataclasses.asdict(record), ensure_ascii=False, default=_iso)


def page_record_from_json(line: str) -> PageRecord:
    """The `PageRecord` that `to_json` wrote."""
    raw = json.loads(line)
    stamps = {name: tuple(Stamp(**stamp) for stamp in raw[name]) for name in ("published", "modified")}
    return PageRecord(**(raw | stamps | {"paragraphs": tuple(raw["paragraphs"])}))


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no JSON form for {value!r}")
