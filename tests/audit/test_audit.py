"""The audit on a real Postgres: nothing on what a link has made, and each kind of planted difference with its articles and its alarm."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefwire import cli
from briefwire.alarms import Reason
from briefwire.alarms.quality import alarms, quality
from briefwire.audit import LONGEST_DAYS, Audit, AuditError, audit, run
from briefwire.database.handles import Connection
from briefwire.doctor import examine
from briefwire.environment import Environment
from briefwire.families.deviation import Deviation
from briefwire.linking import link
from tests.audit.samples import GRAIN, HARBOUR, MINISTRY, NOW, OF_MINISTRY, OF_POST, POST, report
from tests.database.samples import load, rows
from tests.postgres import Database, database, postgres_server, template_database

__all__ = ["database", "postgres_server", "template_database"]

LAST = NOW.date()
FIRST = LAST - timedelta(days=59)
ID = "(SELECT article_id FROM briefwire.article WHERE native_key = '{}')"
PAIR = f"article_a = {ID.format('tides')} AND article_b = {ID.format('strait')}"


@pytest.fixture
def loader(database: Database) -> Iterator[Connection]:
    """A connection to a database in which all samples are linked."""
    with closing(database.connect("loader")) as connection:
        load(connection, "post-1", OF_POST)
        load(connection, "ministry-1", OF_MINISTRY, source=MINISTRY)
        link(connection)
        yield connection


@pytest.fixture
def environment(database: Database, loader: Connection, tmp_path: Path) -> Environment:
    return Environment(
        home=tmp_path,
        dsn=database.dsn("loader"),
        archive=str(tmp_path / "archive"),
        contact=None,
        standin="http://127.0.0.1:1",
        standin_paced=False,
        fixed_now=NOW,
    )


def plant(connection: Connection, statement: str, *values: object) -> None:
    """Changes rows behind the link's back."""
    with connection, connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        assert cursor.rowcount > 0, "nothing was planted"


def seen(found: Audit) -> set[tuple[str, frozenset[str]]]:
    """Kinds of difference, and the addresses each is about."""
    return {(told.kind.value, frozenset(named.url.rpartition("/")[2] for _, named in told.articles)) for told in found.differences}


def test_what_a_link_has_made_is_as_the_texts_say(loader: Connection) -> None:
    assert rows(loader, "SELECT count(*) FROM briefwire.relation WHERE closes") >= [(3,)], "without relations this test would prove nothing"
    found = audit(loader, FIRST, LAST)
    assert found.differences == () and found.articles == 6 and found.pairs >= 4


@pytest.mark.parametrize(
    ("statement", "differences"),
    [
        (
            f"DELETE FROM briefwire.relation WHERE {PAIR}",
            {("missing relation", frozenset({"tides", "strait"}))},
        ),
        (
            f"UPDATE briefwire.relation SET relation = 'same_event' WHERE {PAIR}",
            {("other kind", frozenset({"tides", "strait"}))},
        ),
        (
            f"UPDATE briefwire.relation SET share_b = 0.25 WHERE {PAIR}",
            {("other evidence", frozenset({"tides", "strait"}))},
        ),
        (
            f"UPDATE briefwire.relation SET spans[1] = spans[1] + 1 WHERE {PAIR}",
            {("other evidence", frozenset({"tides", "strait"}))},
        ),
        (
            "INSERT INTO briefwire.relation (article_a, article_b, relation, closes, share_a, share_b, decided_by, spans)"
            f" VALUES ({ID.format('tides')}, {ID.format('grain')}, 'partial_quote', FALSE, 0.1, 0.1, 'by hand 1', '{{}}')",
            {("surplus relation", frozenset({"tides", "grain"}))},
        ),
        (
            f"UPDATE briefwire.family SET origin_id = {ID.format('strait')} WHERE origin_id = {ID.format('tides')}",
            {("other origin", frozenset({"tides", "strait"}))},
        ),
        (
            f"UPDATE briefwire.family SET origin_reason = 'by hand' WHERE origin_id = {ID.format('grain')}",
            {("other origin", frozenset({"grain"}))},
        ),
        (
            f"UPDATE briefwire.family_member SET role = 'version' WHERE article_id = {ID.format('strait')}",
            {("other role", frozenset({"tides", "strait"}))},
        ),
        (
            "UPDATE briefwire.family_member SET family_id = (SELECT family_id FROM briefwire.family_member"
            f" WHERE article_id = {ID.format('grain')}) WHERE article_id = {ID.format('strait')}",
            {("other family", frozenset({"tides", "strait"}))},
        ),
        (
            f"UPDATE briefwire.family SET size = 7 WHERE origin_id = {ID.format('tides')}",
            {("other family", frozenset({"tides"}))},
        ),
        (
            f"UPDATE briefwire.signature SET fingerprints = fingerprints[2:] WHERE article_id = {ID.format('strait')}",
            {("other fingerprints", frozenset({"strait"}))},
        ),
        (
            "DELETE FROM briefwire.fingerprint WHERE number = (SELECT number FROM briefwire.signature"
            f" WHERE article_id = {ID.format('strait')})",
            {("other fingerprints", frozenset({"strait"}))},
        ),
    ],
    ids=[
        "a relation deleted",
        "a kind changed",
        "a share changed",
        "a span moved",
        "a relation made up",
        "an origin changed",
        "a reason changed",
        "a role changed",
        "a member moved",
        "a size changed",
        "a signature changed",
        "index rows deleted",
    ],
)
def test_each_planted_difference_is_found_mended_and_found_no_more(
    loader: Connection, environment: Environment, statement: str, differences: set[tuple[str, frozenset[str]]]
) -> None:
    plant(loader, statement)
    found = run(environment, FIRST, LAST, repair=True)
    assert seen(found) == differences
    sources = sorted({named.source for told in found.differences for _, named in told.articles})
    assert [(alarm.source, alarm.reason) for alarm in alarms(environment)] == [(source, "families differ") for source in sources]
    assert link(loader).waiting == 0
    assert run(environment, FIRST, LAST).differences == ()
    assert alarms(environment) == []


def test_a_copy_that_the_index_cannot_find_is_found_by_its_shingles(
    loader: Connection, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefwire.recomputing.MIN_SHARED", 10**6)
    plant(loader, "DELETE FROM briefwire.relation")
    plant(loader, "UPDATE briefwire.family_member SET role = 'only'")
    found = audit(loader, FIRST, LAST)
    missed = {pair for kind, pair in seen(found) if kind == Deviation.MISSED_BY_THE_INDEX}
    assert {frozenset({"tides", "strait"}), frozenset({"harbour", "harbour-2"}), frozenset({"harbour", "pilots"})} <= missed
    concerned = {article for told in found.differences if told.kind is not Deviation.MISSED_BY_THE_INDEX for article, _ in told.articles}
    assert set(found.mendable) == concerned, "linking again would not find what the index misses"
    assert "tell whoever keeps the rules" in found.advice(repaired=False)


def test_a_month_that_is_not_in_the_index_is_no_difference(loader: Connection) -> None:
    with loader, loader.cursor() as cursor:
        cursor.execute("SELECT briefwire.drop_fingerprint_months('2025-06-01')")
    assert audit(loader, FIRST, LAST).differences == ()


def test_what_waits_to_be_linked_is_left_out(loader: Connection) -> None:
    """Its stored relations are those of its text before."""
    load(loader, "ministry-2", [report("strait", 38, *GRAIN, source=MINISTRY, captured_at=NOW)], source=MINISTRY, hours=400)
    load(loader, "post-2", [report("new", 20, *HARBOUR)], hours=400)
    found = audit(loader, FIRST, LAST)
    assert (found.articles, found.differences) == (5, ())
    link(loader)
    found = audit(loader, FIRST, LAST)
    assert (found.articles, found.differences) == (7, ())


def test_a_family_that_reaches_out_of_sight_is_closed_by_what_is_stored_there(loader: Connection) -> None:
    """A chain of versions, each within reach of the next: its founder lies further back than any text that the audit reads."""
    chain = [report(f"chain-{number}", 24 * 40 * number, *GRAIN, f"Edition {number} of this notice.") for number in range(5)]
    load(loader, "post-3", chain)
    link(loader)
    sizes = rows(
        loader,
        "SELECT f.size FROM briefwire.family AS f INNER JOIN briefwire.family_member AS m USING (family_id)"
        f" WHERE m.article_id = {ID.format('chain-0')}",
    )
    if sizes != [(1,)]:
        assert sizes[0][0] >= 4
    assert audit(loader, LAST - timedelta(days=9), LAST).differences == ()


def test_an_audit_speaks_of_its_own_days_only(loader: Connection, environment: Environment) -> None:
    plant(loader, f"UPDATE briefwire.family SET origin_reason = 'by hand' WHERE origin_id IN ({ID.format('old')}, {ID.format('grain')})")
    then = NOW.date() - timedelta(days=70)
    assert seen(run(environment, FIRST, LAST)) == {("other origin", frozenset({"grain"}))}
    assert seen(run(environment, then, then)) == {("other origin", frozenset({"old"}))}
    assert {(alarm.source, alarm.days[0]) for alarm in alarms(environment)} == {(POST, OF_POST[3].published_at.date()), (MINISTRY, then)}
    quality(environment)
    assert [alarm.reason for alarm in alarms(environment)].count(Reason.FAMILIES_DIFFER) == 2, "the hourly look closes neither"

    plant(loader, f"UPDATE briefwire.family SET origin_reason = 'the only one' WHERE origin_id = {ID.format('grain')}")
    assert run(environment, FIRST, LAST).differences == ()
    assert [alarm.source for alarm in alarms(environment) if alarm.reason is Reason.FAMILIES_DIFFER] == [MINISTRY]
    assert rows(loader, "SELECT count(*), sum(differences) FROM briefwire.family_audit") == [(3, 2)]


@pytest.mark.parametrize(
    ("first", "last", "words"), [(LAST, FIRST, "ends on"), (LAST - timedelta(days=LONGEST_DAYS), LAST, "piece by piece")]
)
def test_a_window_that_cannot_be_audited_is_refused(loader: Connection, first: date, last: date, words: str) -> None:
    with pytest.raises(AuditError, match=words):
        audit(loader, first, last)


@pytest.fixture
def house(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """What the command line reads."""
    variables = {
        "HOME": environment.home,
        "DSN": environment.dsn,
        "ARCHIVE": environment.archive,
        "STANDIN": environment.standin,
        "NOW": NOW.isoformat(),
    }
    for name, value in variables.items():
        monkeypatch.setenv(f"BRIEFWIRE_{name}", str(value))
    return environment


def families_line(environment: Environment) -> tuple[bool, str]:
    ((well, words),) = [(finding.well, finding.words) for finding in examine(environment) if finding.subject == "families"]
    return well, words


def test_from_a_difference_to_none_by_the_command_line(
    loader: Connection, house: Environment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert families_line(house) == (True, "no article waits; never audited")
    assert cli.main(["audit"]) == 0
    assert capsys.readouterr().out.startswith(f"6 articles of {FIRST} to {LAST} and ")
    assert families_line(house)[1].endswith("(2025-03-22 to 2025-05-20, 6 articles): as the texts say")

    plant(loader, f"DELETE FROM briefwire.relation WHERE {PAIR}")
    result = tmp_path / "result.json"
    assert cli.main(["audit", "--days", "5", "--repair", "--result", str(result)]) == 3
    out = capsys.readouterr().out
    assert (
        "missing relation: https://www.example.com/tides and https://www.example.com/strait: nothing is stored, by their texts they are wire_copy"
        in out
    )
    assert "wait to be made anew: briefwire link, then briefwire audit again" in out
    told = json.loads(result.read_text())
    assert (told["first"], told["last"], told["articles"]) == ("2025-05-16", "2025-05-20", 6)
    assert [[article["url"] for article in one["articles"]] for one in told["differences"]] == [
        ["https://www.example.com/tides", "https://www.example.com/strait"]
    ]
    well, words = families_line(house)
    assert not well and "2 articles wait to be linked" in words and "families_differ.md" in words

    assert cli.main(["link", "--result", str(result)]) == 0
    assert "articles linked: 2; relations added: 1, removed: 0" in capsys.readouterr().out
    assert json.loads(result.read_text())["counts"]["waiting"] == 0
    assert cli.main(["audit", "--from", "2025-05-16"]) == 0
    assert families_line(house)[0]


def test_one_run_s_articles_are_linked_and_the_others_wait(
    database: Database, house: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(database.connect("loader")) as connection:
        run_id = "licensed_post.2025-05-19.20250520T000000Z.abcdef"
        load(connection, run_id, [report("more", 21, *GRAIN)])
        load(connection, "other", [report("less", 22, *GRAIN)])
    assert cli.main(["link", run_id]) == 0
    assert capsys.readouterr().out.startswith(f"{run_id}  articles linked: 1; ")
    assert families_line(house)[1].startswith("1 articles wait to be linked")
    assert cli.main(["link", run_id]) == 0
    assert capsys.readouterr().out == f"{run_id}  no article waited to be linked\n"
    assert cli.main(["link", run_id.replace("abcdef", "ghijkl")]) == 2


@pytest.mark.parametrize("arguments", [["--days", "0"], ["--days", "x"], ["--days", "3", "--from", "2025-05-16"]])
def test_a_window_that_makes_no_sense_is_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["audit", *arguments])
    assert caught.value.code == 2
