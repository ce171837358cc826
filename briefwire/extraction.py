"""Archive -> parser -> records: the same code for live runs and for re-extraction. Never touches the network."""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from types import ModuleType
from typing import BinaryIO

from briefwire.article import Ending
from briefwire.clean import Capture
from scrapers.engine.archive import read_payload
from scrapers.engine.ledger import Fetched
from scrapers.errors import ArchiveError, NotAnArticle, PageError
from scrapers.outcomes import Outcome
from scrapers.records import ArchivePosition, PageRecord, page_record_from_json, to_json

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the parser read from one fetched page: its record, the address it was found at, and what is known of its capture."""

    record: PageRecord
    url: str
    capture: Capture


def extract(warc: BinaryIO, warc_path: str, fetched: Iterable[Fetched], parser: ModuleType) -> Iterator[Extracted | Ending]:
    """Each fetched URL as a record or as an ending, in the order of the archive.

    `warc` is the run's archive file opened for reading, `warc_path` its path relative to the archive's root, `parser` a source's `page` module.
    """
    payload, at = b"", -1
    for page in sorted(fetched, key=lambda page: (page.offset, page.url)):
        position = ArchivePosition(warc_path, page.offset, page.length, page.digest)
        try:
            if page.offset != at:  # pages listed inline share one response
                payload, at = read_payload(warc, position), page.offset
            record = parser.parse(payload, page.url)
        except NotAnArticle as error:
            yield Ending(page.url, Outcome.REJECTED, str(error))
        except PageError as error:
            yield Ending(page.url, Outcome.PARSE_FAILED, str(error))
        except ArchiveError as error:
            at = -1
            yield Ending(page.url, Outcome.FETCH_FAILED, f"archive: {error}")
        except (
            ValueError,
            TypeError,
            KeyError,
            IndexError,
            AttributeError,
            RecursionError,
        ) as error:  # a hostile page found a hole in the parser: one page, not the run
            logger.exception("the parser of %s failed on %s", parser.__name__, page.url)
            yield Ending(page.url, Outcome.PARSE_FAILED, f"parser error: {type(error).__name__}: {error}")
        else:
            name = parser.__name__.removeprefix("scrapers.sources.")
            yield Extracted(record, page.url, Capture(position, page.at, page.etag, page.last_modified, name, parser.PARSER_VERSION))


def to_line(item: Extracted | Ending) -> str:
    """One line of `records.jsonl`."""
    if isinstance(item, Ending):
        return json.dumps({"ended": asdict(item)}, ensure_ascii=False)
    capture = asdict(item.capture) | {"captured_at": item.capture.captured_at.isoformat()}
    return json.dumps({"url": item.url, "capture": capture, "record": json.loads(to_json(item.record))}, ensure_ascii=False)


def from_line(line: str) -> Extracted | Ending:
    """What `to_line` wrote."""
    raw = json.loads(line)
    if "ended" in raw:
        ended = raw["ended"]
        return Ending(ended["url"], Outcome(ended["outcome"]), ended["reason"])
    capture = raw["capture"]
    read = {"position": ArchivePosition(**capture["position"]), "captured_at": datetime.fromisoformat(capture["captured_at"])}
    return Extracted(page_record_from_json(json.dumps(raw["record"])), raw["url"], Capture(**(capture | read)))
