"""Short ways to publish invented pages of briefings and to read what attributing makes of them."""

from datetime import UTC, datetime
from typing import Any

from briefwire.article import Article
from briefwire.database.handles import Connection
from tests.attributing import texts
from tests.database.samples import rows
from tests.linking.samples import article_id, news, publish

__all__ = ["article_id", "news", "publish", "rows"]


def page(source: str, key: str, published: str, title: str, body: str, **changes: Any) -> Article:
    """An article published at an instant ("2020-04-22 12:00", UTC)."""
    at = datetime.fromisoformat(published).replace(tzinfo=UTC)
    return news(source, key, 0, body, **({"title": title, "published_at": at, "captured_at": at.replace(year=2026)} | changes))


TRANSCRIPT = page("china_mfa", "t", "2020-04-22 10:00", texts.TRANSCRIPT_TITLE, texts.TRANSCRIPT, language="zh")
REPORT = page("licensed_post", "r", "2020-04-22 12:30", texts.REPORT_TITLE, texts.REPORT, agency="APP")
LATE = page("open_gazette", "l", "2020-04-23 04:00", texts.LATE_TITLE, texts.LATE)
DEPARTMENT = page("us_state", "d", "2025-05-06 22:00", texts.DEPARTMENT_TITLE, texts.DEPARTMENT)
DEPARTMENT_REPORT = page("licensed_post", "dr", "2025-05-07 01:00", texts.DEPARTMENT_REPORT_TITLE, texts.DEPARTMENT_REPORT)
PAGES = [TRANSCRIPT, REPORT, LATE, DEPARTMENT, DEPARTMENT_REPORT]

TABLES = ("heard", "briefing", "exchange", "utterance", "statement")


def result(connection: Connection) -> list[list[tuple[Any, ...]]]:
    """All that attributing leaves."""
    return [rows(connection, f"SELECT t::text FROM briefwire.{table} AS t ORDER BY 1") for table in TABLES]
