"""The rows do not depend on the order in which runs are loaded, nor on how often."""

import threading
from contextlib import closing
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwire.article import Article
from briefwire.database.handles import Connection
from briefwire.database.publish import publish
from briefwire.database.stage import stage
from tests.database.conftest import emptied
from tests.database.samples import SOURCE, article, at, load, open_sample_run, rows
from tests.postgres import Database


def contents(connection: Connection) -> list[Any]:
    """Every row of what loading leaves, classes of revisions included: of the addresses only where they lead (the validators beside them are a cache)."""
    whole = [
        rows(connection, f"SELECT t::text FROM briefwire.{table} AS t ORDER BY 1") for table in ("article", "article_revision", "capture")
    ]
    return [*whole, rows(connection, "SELECT source, url, article_id::text FROM briefwire.article_url ORDER BY 1, 2")]


readings = st.builds(
    dict,
    key=st.sampled_from("ab"),
    hours=st.integers(0, 6),
    body=st.sampled_from(
        ["First words of 12 ships.", "Second words of 12 ships.", "First words of 13 ships.", "First words, of 12 ships."]
    ),
    place=st.sampled_from([None, "OLDTOWN", "NEWTOWN"]),
    agency=st.sampled_from([None, "EX"]),
    in_scope=st.booleans(),
    published_at=st.sampled_from([at(-2), at(-1)]),
    published_at_confidence=st.sampled_from(["high", "medium", "low"]),
    modified_at=st.sampled_from([None, at(1), at(2)]),
)


def as_article(reading: dict[str, Any]) -> Article:
    """The article of a drawn reading; a page has one state at an instant."""
    fields = dict(reading)
    key, hours = fields.pop("key"), fields.pop("hours")
    return article(key, hours, **fields)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(readings, min_size=2, max_size=7, unique_by=lambda r: (r["key"], r["hours"])), data=st.data())
def test_any_order_of_loading_gives_the_same_rows(
    database: Database, loader: Connection, drawn: list[dict[str, Any]], data: st.DataObject
) -> None:
    pages = [as_article(reading) for reading in drawn]
    shuffled = data.draw(st.permutations(range(len(pages))))
    results = []
    for order in (sorted(range(len(pages)), key=lambda n: pages[n].captured_at), shuffled):
        emptied(database)
        for number in order:
            load(loader, f"r{number}", [pages[number]], hours=drawn[number]["hours"], scope="all")
        results.append(contents(loader))
        for number in order[:2]:
            stage(loader, f"r{number}", 1, [pages[number]], [])
            publish(loader, f"r{number}", "ok", None, at(50), scope="all")
        results.append(contents(loader))
    assert results[0] == results[1] == results[2] == results[3]


def test_concurrent_publishers_end_like_serial_ones(database: Database, loader: Connection) -> None:
    batches = [
        [article(str(key), hour, body=f"Words of {hour // 2}.", agency="EX" if hour == 3 else None) for key in range(20)]
        for hour in range(6)
    ]

    def stage_all() -> None:
        for hour, batch in enumerate(batches):
            open_sample_run(loader, f"r{hour}", hour, day=at(24 * hour).date())
            stage(loader, f"r{hour}", len(batch), batch, [])

    def publish_one(hour: int, failures: list[BaseException]) -> None:
        try:
            with closing(database.connect("loader")) as connection:
                publish(connection, f"r{hour}", "ok", None, at(99))
        except BaseException as error:
            failures.append(error)

    stage_all()
    for hour in range(len(batches)):
        publish(loader, f"r{hour}", "ok", None, at(99))
    serial = contents(loader)
    emptied(database)

    stage_all()
    failures: list[BaseException] = []
    threads = [threading.Thread(target=publish_one, args=(hour, failures)) for hour in range(len(batches))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert contents(loader) == serial
    assert rows(loader, "SELECT sum(loaded), count(*) FROM v1.run WHERE source = %s AND verdict = 'ok'", SOURCE) == [(20, 6)]


def test_publishing_the_same_run_twice_at_once(database: Database, loader: Connection) -> None:
    open_sample_run(loader, "r1")
    stage(loader, "r1", 50, [article(str(key)) for key in range(50)], [])
    results: list[Any] = []

    def publish_it() -> None:
        with closing(database.connect("loader")) as connection:
            results.append(publish(connection, "r1", "ok", None, at(1)))

    threads = [threading.Thread(target=publish_it) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 3
    assert results[0] == results[1] == results[2]
    assert rows(loader, "SELECT loaded, discovered FROM v1.run") == [(50, 50)]
