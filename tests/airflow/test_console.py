"""The pages under /briefwire on a real database: who may see them, what rights they read with, and that nothing hostile gets through them."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import psycopg2
import pytest
from airflow.api_fastapi.core_api import security
from airflow.models.dag import DagModel
from fastapi.testclient import TestClient

from briefwire.database import requests
from briefwire.database.publish import book
from briefwire.database.runs import open_run
from briefwire.database.stage import Ending, stage
from console import pages
from console.books import as_reader, entries
from console.notes import LIMIT, OURS, merged
from dags._links import ledger_path
from scrapers.engine.requestlog import Asked
from scrapers.outcomes import Outcome
from tests.postgres import Database, database, postgres_server, template_database

__all__ = ["database", "postgres_server", "template_database"]

DAY = datetime(2025, 5, 6, tzinfo=UTC).date()
START = datetime(2025, 5, 7, 0, 1, tzinfo=UTC)
DAG, DAG_RUN = "ingest_licensed_post", "scheduled__2025-05-06T19:00:00+00:00"
SCRIPT = "<script>alert(1)</script>"


def red_run(
    database: Database, run_id: str, kind: str = "scheduled", dag_run_id: str = DAG_RUN, reason: str = f"no listing: {SCRIPT}"
) -> None:
    """A closed run with two outcomes and two requests, all of them hostile."""
    with closing(database.connect("loader")) as connection:
        open_run(connection, run_id, "licensed_post", DAY, kind, dag_run_id, START, now=START)
        endings = [
            Ending("javascript:alert(1)", Outcome.BLOCKED, SCRIPT),
            Ending('https://x.example/"onclick="alert(1)', Outcome.GONE, "status 404"),
        ]
        stage(connection, run_id, len(endings), (), endings)
        book(connection, run_id, "blocked", reason, START + timedelta(minutes=1))
        asked = Asked(
            at=START, url=f"https://x.example/{SCRIPT}", host="x.example", sent=True, status=403, robots="allowed",
            robots_digest="sha256:00", reason=None, rest_until=None,
        )  # fmt: skip
        requests.keep(connection, run_id, [asked])


class Gatekeeper:
    """An auth manager that knows one token and lets its owner see the runs of some DAGs."""

    def __init__(self, *dags: str) -> None:
        self.dags = dags

    async def get_user_from_token(self, token: str) -> Any:
        assert token == "good"
        return SimpleNamespace(name="operator")

    def is_authorized_dag(self, *, details: Any, **_: Any) -> bool:
        return details.id in self.dags

    def get_url_login(self, next_url: str) -> str:
        return f"/auth/login?next={next_url}"


@pytest.fixture
def visitor(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A browser that is signed in as somebody who may see one DAG. The pages have nothing but the reader's login."""
    monkeypatch.setenv("BRIEFWIRE_DSN", database.dsn("reader"))
    keeper = Gatekeeper(DAG)
    monkeypatch.setattr(security, "get_auth_manager", lambda: keeper)
    monkeypatch.setattr(pages, "get_auth_manager", lambda: keeper)
    monkeypatch.setattr(DagModel, "get_team_name", lambda _: None)
    with TestClient(pages.app, root_path="/briefwire", cookies={"_token": "good"}) as client:
        yield client


def path(dag_id: str = DAG, dag_run_id: str = DAG_RUN) -> str:
    return ledger_path(dag_id, dag_run_id).removeprefix("/briefwire")


class Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("address", [path(), "/runbook/", "/runbook/short"])
def test_nobody_unknown_sees_anything(visitor: TestClient, address: str) -> None:
    visitor.cookies.clear()
    answer = visitor.get(address)
    assert answer.status_code == 401
    assert "Sign in" in answer.text and "/auth/login?next=" in answer.text
    assert "licensed_post" not in answer.text.replace(address, "").replace(DAG, "")
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_who_may_not_see_a_dag_sees_nothing_of_its_ledger(visitor: TestClient, database: Database) -> None:
    red_run(database, "r1")
    assert visitor.get(path("ingest_open_ministry")).status_code == 403
    assert visitor.get(path()).status_code == 200


def test_a_red_run_is_told_whole(visitor: TestClient, database: Database) -> None:
    red_run(database, "licensed_post.2025-05-06.20250507T000100Z.abcdef")
    answer = visitor.get(path())
    words = Seen(answer.text).words
    for told in ("licensed_post.2025-05-06.20250507T000100Z.abcdef", "no listing", "blocked", "status 404", "allowed", "sha256:00", "403"):
        assert told in words
    assert "What it means." in words, "the page of the runbook is missing"
    assert "where run_id = 'licensed_post.2025-05-06.20250507T000100Z.abcdef'" in words and "<run>" not in words
    assert re.search(r"2025-05-0[5-7]", words) and "parser broken" not in words


def test_nothing_hostile_gets_through(visitor: TestClient, database: Database) -> None:
    red_run(database, "r1")
    answer = visitor.get(path())
    seen = Seen(answer.text)
    assert SCRIPT in seen.words, "the hostile words are not shown: this test would prove nothing"
    assert "script" not in seen.tags
    assert not [name for name, _ in seen.attributes if name.startswith("on")]
    links = [value for name, value in seen.attributes if name == "href"]
    assert links and all(str(link).startswith(("https://", "/briefwire/")) for link in links), links
    policy = answer.headers["content-security-policy"]
    assert "script-src" not in policy and "unsafe" not in policy and policy.startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("hostile", [SCRIPT, "a/../b", "..%2f..%2fpyproject", "README.md.md"])
def test_the_runbook_has_only_its_pages(visitor: TestClient, hostile: str) -> None:
    answer = visitor.get(f"/runbook/{hostile}")
    assert answer.status_code == 404
    assert "script" not in Seen(answer.text).tags


def test_the_runbook_links_to_itself(visitor: TestClient) -> None:
    index = Seen(visitor.get("/runbook/").text)
    links = [str(value) for name, value in index.attributes if name == "href"]
    assert "/briefwire/runbook/short" in links
    assert all(visitor.get(link.removeprefix("/briefwire")).status_code == 200 for link in set(links))


def test_two_dags_with_runs_of_one_name_are_told_apart(visitor: TestClient, database: Database) -> None:
    red_run(database, "r1")
    red_run(database, "r2", kind="watch")
    assert [entry.run["run_id"] for entry in entries(DAG, DAG_RUN)] == ["r1"]
    assert [entry.run["run_id"] for entry in entries("watch_licensed_post", DAG_RUN)] == ["r2"]
    assert entries("gaps", DAG_RUN) == entries("ingest_open_ministry", DAG_RUN) == []


def test_a_dag_run_without_a_run_says_so(visitor: TestClient) -> None:
    assert "No run of the ledger belongs to it" in visitor.get(path()).text


def test_a_database_that_is_away_is_told_and_no_password_with_it(visitor: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFWIRE_DSN", "postgresql://u:sesame@127.0.0.1:1/x")
    answer = visitor.get(path())
    assert answer.status_code == 503
    assert "cannot be read" in answer.text and "sesame" not in answer.text


@pytest.mark.parametrize("login", ["reader", "analyst", "loader"])
def test_whoever_the_login_is_the_pages_read_as_the_reader(database: Database, login: Any) -> None:
    with closing(database.connect(login)) as connection:
        as_reader(connection)
        with connection, connection.cursor() as cursor:
            cursor.execute("select current_user, count(*) from v1.run")
            assert cursor.fetchone() == ("briefwire_reader", 0)
        for forbidden in ("select * from briefwire.run", "create temporary table x ()", "delete from v1.run"):
            with pytest.raises(psycopg2.Error), connection, connection.cursor() as cursor:
                cursor.execute(forbidden)


def test_a_note_says_what_the_tasks_said() -> None:
    assert merged(None, ["**ok** · `8 candidates`"]) == "Ledger · **ok** · `8 candidates`"
    assert merged(None, ["a", "b"]) == "Ledger · a\n\nLedger · b"


def test_the_words_of_a_person_stay_and_ours_are_renewed() -> None:
    note = merged("called the ministry\n\nthey are on strike", ["**empty** · `why`"])
    assert note == "Ledger · **empty** · `why`\n\ncalled the ministry\n\nthey are on strike"
    assert merged(note, ["**ok** · `8`"]) == "Ledger · **ok** · `8`\n\ncalled the ministry\n\nthey are on strike"


@pytest.mark.parametrize(("theirs", "lines"), [(0, 1), (0, 7), (900, 1), (990, 7), (1000, 1)])
def test_a_note_fits_its_column(theirs: int, lines: int) -> None:
    """A longer one would break the transaction in which the scheduler ends the run."""
    note = merged("x" * theirs, ["y" * 2000] * lines)
    assert len(note) <= LIMIT
    assert note.endswith("x" * theirs)
    assert note.count(OURS) in (0, lines)
