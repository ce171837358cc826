"""Linkers that work at the same time, and linkers that are killed: the end is the same."""

import signal
import subprocess
import sys
import threading
from contextlib import closing
from typing import Any

import pytest

from briefwire.database import signatures, waiting
from briefwire.database.handles import Connection
from briefwire.linking import link
from tests.database.conftest import emptied
from tests.database.samples import rows
from tests.linking.samples import groups, news, publish, result
from tests.linking.texts import CHINESE, CHINESE_COPY, COPY, OTHER, REPORT, UPDATE
from tests.postgres import Database

PAGES = [
    news("app", "1", 0, REPORT),
    news("licensed_post", "r", 0.5, COPY, agency="APP"),
    news("app", "2", 0.4, UPDATE),
    news("open_ministry", "e", -0.1, REPORT, agency="APP"),
    news("app", "z1", 0, CHINESE, language="zh"),
    news("licensed_post", "z2", 0.2, CHINESE_COPY, language="zh"),
    *(news("north_gazette", f"s{number}", 10 * number, body) for number, body in enumerate(OTHER)),
    *(news("open_ministry", f"t{number}", 10 * number + 1, body) for number, body in enumerate(OTHER)),
]


def test_two_loaders_at_once_end_like_one(database: Database, loader: Connection) -> None:
    publish(loader, PAGES)
    link(loader)
    expected = result(loader), groups(loader)
    emptied(database)

    failures: list[BaseException] = []
    begin = threading.Barrier(2)

    def work(of: int) -> None:
        try:
            with closing(database.connect("loader")) as connection:
                begin.wait(timeout=60)
                for page in PAGES:
                    if (page.source in ("app", "open_ministry")) == (of == 0):
                        publish(connection, [page])
                        link(connection, batch=1 + of)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(of,)) for of in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert rows(loader, "SELECT count(*) FROM briefwire.link_waiting") == [(0,)]
    assert (result(loader), groups(loader)) == expected


def test_a_publication_does_not_wait_for_a_link(database: Database, loader: Connection) -> None:
    with loader, loader.cursor() as cursor:
        waiting.lock(cursor)
        with closing(database.connect("loader")) as other:
            with other.cursor() as settings:
                settings.execute("SET lock_timeout = '2s'")
            other.commit()
            publish(other, PAGES[:2])
    assert link(loader).articles == 2


def test_a_change_published_while_its_article_is_linked_is_not_lost(
    database: Database, loader: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(loader, PAGES[:3])
    changes = [[news("app", "1", 0, OTHER[0], captured_at=news("app", "1", 3, "").captured_at)]]
    search = signatures.candidates

    def meanwhile(*search_for: Any) -> Any:
        if changes:
            with closing(database.connect("loader")) as other:
                publish(other, changes.pop())
        return search(*search_for)

    monkeypatch.setattr("briefwire.linking.signatures.candidates", meanwhile)
    assert link(loader).articles == 4, "the changed one twice"
    equal = (
        "SELECT DISTINCT s.content_digest = a.content_digest FROM briefwire.signature AS s JOIN briefwire.article AS a USING (article_id)"
    )
    assert rows(loader, equal) == [(True,)]
    assert frozenset({"app/1"}) in groups(loader)


def test_killed_before_any_statement(database: Database, loader: Connection) -> None:
    publish(loader, PAGES[:6])
    link(loader)
    expected = result(loader), groups(loader)
    emptied(database)

    publish(loader, PAGES[:6])
    killed = 0
    for statements in range(4, 100, 7):
        ended = subprocess.run(
            [sys.executable, "-m", "tests.linking.dying_linker", database.dsn("loader"), str(statements)], stderr=subprocess.DEVNULL
        )
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL
        killed += 1
        assert rows(
            loader,
            "SELECT count(*) FROM briefwire.signature LEFT JOIN briefwire.family_member AS m USING (article_id) WHERE m.article_id IS NULL",
        ) == [(0,)]
    assert killed >= 4, "it was killed in the middle several times"
    link(loader)
    assert (result(loader), groups(loader)) == expected
