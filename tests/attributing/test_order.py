"""Statements, briefings, exchanges and utterances are a function of the articles: not of their order, their batches, two at once, or a kill."""

import signal
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwire.article import Article
from briefwire.attributing import attribute
from briefwire.briefings.hearing import hear
from briefwire.database.handles import Connection
from tests.attributing import texts
from tests.attributing.samples import PAGES, page, publish, result, rows
from tests.database.conftest import emptied
from tests.postgres import Database

STATES = {
    ("china_mfa", "t"): [(texts.TRANSCRIPT_TITLE, texts.TRANSCRIPT), (texts.TRANSCRIPT_TITLE, texts.TRANSCRIPT.split("\n\n韩联社")[0])],
    ("us_state", "d"): [(texts.DEPARTMENT_TITLE, texts.DEPARTMENT), ("Public Schedule – May 6, 2025", "No appointments.")],
    ("licensed_post", "r"): [(texts.REPORT_TITLE, texts.REPORT), (texts.DEPARTMENT_REPORT_TITLE, texts.DEPARTMENT_REPORT), ("Weather", "Rain is expected.")],
    ("open_gazette", "l"): [(texts.LATE_TITLE, texts.LATE), (texts.REPORT_TITLE, texts.REPORT)],
    ("app", "a"): [(texts.DEPARTMENT_REPORT_TITLE, texts.DEPARTMENT_REPORT), (texts.LATE_TITLE, texts.LATE)],
}  # fmt: skip
TIMES = ("2020-04-22 11:00", "2020-04-23 02:00", "2020-04-24 09:00", "2025-05-07 01:00")

states = st.tuples(st.integers(0, 2), st.sampled_from(TIMES), st.sampled_from([None, "APP", "AFP/APP"]))
drawn_pages = st.dictionaries(st.sampled_from(sorted(STATES)), st.lists(states, min_size=1, max_size=2), min_size=2)


def readings(drawn: dict[tuple[str, str], list[Any]]) -> list[Article]:
    """Every state of every page, in order of time; of its times of publication the best one counts, of its texts and credits the last."""
    return [
        page(source, key, time, *STATES[source, key][choice % len(STATES[source, key])], agency=agency,
             published_at_confidence=("low", "high")[number], captured_at=datetime(2026, 1, 1 + number, tzinfo=UTC))
        for (source, key), all_states in drawn.items()
        for number, (choice, time, agency) in enumerate(all_states)
    ]  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=drawn_pages, data=st.data())
def test_any_order_and_any_batching_end_the_same(
    database: Database, loader: Connection, drawn: dict[tuple[str, str], list[Any]], data: st.DataObject
) -> None:
    articles = readings(drawn)
    emptied(database)
    publish(loader, articles[::2])
    publish(loader, articles[1::2])
    attribute(loader)
    expected = result(loader)

    emptied(database)
    for article in data.draw(st.permutations(articles)):
        publish(loader, [article])
        if data.draw(st.booleans()):
            attribute(loader, batch=data.draw(st.integers(1, 3)))
    attribute(loader, batch=data.draw(st.integers(1, 3)))
    assert result(loader) == expected
    assert rows(loader, "SELECT count(*) FROM briefwire.unheard") == [(0,)]

    with loader, loader.cursor() as cursor:
        cursor.execute("UPDATE briefwire.heard SET hearing_version = 0")
        cursor.execute("INSERT INTO briefwire.unheard (article_id, day) SELECT article_id, local_day FROM briefwire.heard")
    attribute(loader, batch=2)
    assert result(loader) == expected


def test_two_at_once_end_like_one(database: Database, loader: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    expected = result(loader)
    emptied(database)

    failures: list[BaseException] = []
    begin = threading.Barrier(2)

    def work(of: int) -> None:
        try:
            with closing(database.connect("loader")) as connection:
                begin.wait(timeout=60)
                for one in PAGES[of::2]:
                    publish(connection, [one])
                    attribute(connection, batch=1 + of)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(of,)) for of in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert result(loader) == expected


def test_a_change_published_while_its_article_is_read_is_not_lost(database: Database, loader: Connection, monkeypatch: Any) -> None:
    publish(loader, PAGES[:2])
    later = page(
        "licensed_post", "r", "2020-04-22 12:30", texts.LATE_TITLE, texts.LATE, captured_at=PAGES[1].captured_at + timedelta(days=1)
    )
    changes = [[later]]

    def meanwhile(one: Any) -> Any:
        if changes:
            with closing(database.connect("loader")) as other:
                publish(other, changes.pop())
        return hear(one)

    monkeypatch.setattr("briefwire.attributing.hear", meanwhile)
    assert attribute(loader).articles == 3, "the changed one twice"
    equal = "SELECT DISTINCT h.content_digest = a.content_digest FROM briefwire.heard AS h JOIN briefwire.article AS a USING (article_id)"
    assert rows(loader, equal) == [(True,)]


def test_killed_before_any_statement(database: Database, loader: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    expected = result(loader)
    emptied(database)

    publish(loader, PAGES)
    killed = 0
    for statements in (3, 6, 9, 13, 16, 19, 23, 28, 33):
        ended = subprocess.run(
            [sys.executable, "-m", "tests.attributing.dying_reader", database.dsn("loader"), str(statements)], stderr=subprocess.DEVNULL
        )
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL
        killed += 1
    assert killed >= 4, "it was killed in the middle several times"
    attribute(loader)
    assert result(loader) == expected
