"""The closed list of terminal outcomes: every discovered URL ends in exactly one of them, once per run."""

from enum import StrEnum


class Outcome(StrEnum):
    """How one discovered URL ended in one run."""

    LOADED = "loaded"  # a page not known before now stands in the database
    REVISED = "revised"  # a known page, whose title or body changed: a new revision
    UNCHANGED = "unchanged"  # a known page, nothing new (or 304 Not Modified)
    DUPLICATE_URL = "duplicate_url"  # another address of a page that this run already ended
    OUT_OF_SCOPE = "out_of_scope"  # not a candidate by its address, or no foreign ministry speaks in it
    GONE = "gone"  # 404 or 410
    BLOCKED = "blocked"  # 401, 403, 429 after back-off, or a challenge page whatever its status
    ROBOTS_DENIED = "robots_denied"  # robots.txt forbids it, or robots.txt cannot be read
    SOFT_ERROR = "soft_error"  # status 200, yet a maintenance, consent or error page
    FETCH_FAILED = "fetch_failed"  # network error, time-out, 5xx after retries, refused redirect or address
    PARSE_FAILED = "parse_failed"  # an article whose layout the parser does not know
    REJECTED = "rejected"  # read, but not an article: photo page, empty body, impossible date
    DEFERRED = "deferred"  # not reached in this run: budget spent, or the crawl ended early
