"""What a crawl is told: one source, one publication day, written by the parent process and read by the crawling child."""

import dataclasses
import ipaddress
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scrapers.engine.jsonlines import iso
from scrapers.errors import BriefwireError

JOB_FILE = "job.json"


class JobError(BriefwireError):
    """A crawl was told something that it cannot obey; the message names the key."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site sent with a page last time, given back to ask whether the page changed since (RFC 9110, 13.1)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class CrawlJob:
    """One crawl. `day` is the publication day in the source's zone; `now` is aware; `contact` is the address we identify ourselves with;
    `standin` is a loopback origin that stands in for every host of the source; `standin_paced` keeps the declared delays there too;
    `validators` holds conditional-request headers by canonical URL.
    `known` (a watch): canonical URLs that earlier runs of the day ended, not asked for again. `recheck` (a revisit): canonical URLs of articles known for
    the day, asked for even when no listing shows them. `resting`: by host, the aware instant before which nothing may be sent to it.

    Building or reading an impossible job raises `JobError`.
    """

    run_id: str
    source: str
    day: date
    now: datetime
    contact: str | None = None
    standin: str | None = None
    standin_paced: bool = False
    validators: Mapping[str, Validators] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    recheck: tuple[str, ...] = ()
    resting: Mapping[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9._-]{1,120}", self.run_id):
            raise JobError(f"run_id={self.run_id!r}: only letters, digits, dot, underscore and hyphen, at most 120")
        if self.now.tzinfo is None:
            raise JobError("now: an instant needs its zone")
        for host, until in self.resting.items():
            if until.tzinfo is None:
                raise JobError(f"resting: {host}: an instant needs its zone")
        if self.contact is not None and not re.fullmatch(r"[!-'*-~]{3,200}", self.contact):
            raise JobError("contact: give one e-mail address or URL, printable ASCII without spaces or brackets")
        if self.standin is not None and not is_loopback_origin(self.standin):
            raise JobError(f"standin={self.standin!r}: only a loopback origin with its port can stand in, such as http://127.0.0.1:8099")

    @property
    def user_agent(self) -> str:
        """How we introduce ourselves. Raises `JobError` when a live site would not learn whom to write to."""
        if self.contact is None and self.standin is None:
            raise JobError(
                "live sites are not crawled without a contact address: set BRIEFWIRE_CONTACT to an e-mail address or URL of yours"
            )
        return f"Briefwire/0.1 (+{self.contact or 'stand-in'})"

    @classmethod
    def read(cls, path: Path) -> "CrawlJob":
        """The job in a file that `write` made. Raises `JobError`."""
        try:
            raw = json.loads(path.read_text(encoding="utf8"))
            return cls(
                **(
                    raw
                    | {"day": date.fromisoformat(raw["day"]), "now": datetime.fromisoformat(raw["now"])}
                    | {"validators": {url: Validators(**pair) for url, pair in raw.get("validators", {}).items()}}
                    | {"known": frozenset(raw.get("known", ())), "recheck": tuple(raw.get("recheck", ()))}
                    | {"resting": {host: datetime.fromisoformat(until) for host, until in raw.get("resting", {}).items()}}
                )
            )
        except OSError as error:
            raise JobError(f"{path}: cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise JobError(f"{path}: not a crawl job: {error}") from error

    def write(self, path: Path) -> None:
        """Writes the job as JSON, dates in ISO 8601."""
        raw = dataclasses.asdict(self) | {"known": sorted(self.known)}
        path.write_text(json.dumps(raw, ensure_ascii=False, indent=1, default=iso), encoding="utf8")


def is_loopback_origin(value: str) -> bool:
    """Whether `value` is `http://<loopback address or localhost>:<port>` and nothing more."""
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
    return (
        loopback and port is not None and parts.scheme == "http" and "@" not in parts.netloc and not (parts.path.strip("/") or parts.query)
    )
