"""Three ministries through the whole line: real Scrapy against the newsroom, real Postgres, from the listing to the row."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from benches.confusion import environment_at, home_with_holidays, morning
from briefwire import flow
from briefwire.database.connect import connect
from scrapers import registry
from tests.newsroom.conftest import THURSDAY
from tests.newsroom.writers import WRITERS
from tests.serving import newsroom

SITES = ("india_mea", "pakistan_mofa", "uk_fcdo")
SUNDAY = THURSDAY + timedelta(days=3)
ROWS = (
    "select native_key, title, body, language, in_scope, published_at::date from v1.article where source = %s order by published_at, title"
)
BOOKS = "select day, discovered, loaded, unchanged from v1.run where source = %s and kind = 'backfill' order by started_at"


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with ExitStack() as stack:
        yield home_with_holidays(stack)


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with newsroom("--now", "2025-05-12T06:00:00+05:00") as served:
        yield served


@pytest.mark.parametrize("site", SITES)
def test_a_day_is_ingested_and_a_silent_one_is_well(home: Path, origin: str, site: str) -> None:
    environment = environment_at(home, origin, morning(site, SUNDAY + timedelta(days=1)))
    steps = [flow.ingest(environment, site, day, "backfill") for day in (THURSDAY, SUNDAY, THURSDAY)]
    assert [str(step.verdict) for step in steps] == ["ok", "ok", "ok"]
    written = {piece.title: piece for piece in WRITERS[site].pieces(THURSDAY)}  # type: ignore[union-attr]
    with closing(connect(environment, "analyst")) as connection, connection, connection.cursor() as cursor:
        cursor.execute(ROWS, (site,))
        rows = cursor.fetchall()
        cursor.execute(BOOKS, (site,))
        books = cursor.fetchall()
    assert {title: body for _, title, body, *_ in rows} == {title: "\n".join(piece.paragraphs) for title, piece in written.items()}  # type: ignore[union-attr]
    assert all(language == "en" and in_scope for *_, language, in_scope, _ in rows)
    assert [(day, loaded) for day, _, loaded, _ in books] == [(THURSDAY, len(written)), (SUNDAY, 0), (THURSDAY, 0)]
    assert books[2][3] == len(written), "the second look found nothing new and nothing changed"


@pytest.mark.parametrize(("site", "dated"), [("uk_fcdo", "all"), ("pakistan_mofa", "briefing"), ("india_mea", "briefing")])
def test_a_page_is_dated_where_it_says_its_day_and_not_by_the_time_of_collection(home: Path, origin: str, site: str, dated: str) -> None:
    environment = environment_at(home, origin, morning(site, SUNDAY + timedelta(days=1)))
    with closing(connect(environment, "analyst")) as connection, connection, connection.cursor() as cursor:
        cursor.execute(
            "select title, (published_at at time zone %s)::date from v1.article where source = %s", (registry.load(site).time_zone, site)
        )
        days: dict[str, date | None] = dict(cursor.fetchall())
    assert days
    for title, day in days.items():
        assert day == THURSDAY or (day is None and dated != "all" and "Briefing" not in title), title


def test_a_watch_of_the_current_day_is_well(home: Path, origin: str) -> None:
    for site in SITES:
        environment = environment_at(home, origin, morning(site, SUNDAY + timedelta(days=1)) + timedelta(hours=13))
        assert str(flow.ingest(environment, site, SUNDAY + timedelta(days=1), "watch").verdict) == "ok"
