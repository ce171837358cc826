"""Each revision is classed in the transaction that publishes it, whatever came before or comes between."""

import psycopg2
import pytest

from briefwire.database import classing
from briefwire.database.handles import Connection
from briefwire.database.publish import publish
from briefwire.database.stage import stage
from briefwire.revisions import Change, Text
from tests.database.samples import article, at, load, open_sample_run, rows

CLASSES = "SELECT revision, class, classes FROM v1.article_revision ORDER BY revision"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Text, Text]]:
    """Answers by the letters of the texts, and remembers what was asked."""
    pairs: list[tuple[Text, Text]] = []

    def classify(before: Text, after: Text) -> frozenset[Change]:
        pairs.append((before, after))
        return frozenset({Change.NUMBER, Change.WORDING} if "7" in after.body else {Change.COSMETIC})

    monkeypatch.setattr(classing, "classify", classify)
    return pairs


def test_a_revision_carries_its_gravest_class_and_all_of_them(loader: Connection, asked: list[tuple[Text, Text]]) -> None:
    load(loader, "r1", [article("a", body="One.")])
    assert rows(loader, CLASSES) == [(1, None, [])]
    load(loader, "r2", [article("a", 1, body="7 ships.")], hours=1)
    load(loader, "r3", [article("a", 2, body="Some ships.", title="Ships")], hours=2)
    assert rows(loader, CLASSES) == [(1, None, []), (2, "number", ["number", "wording"]), (3, "cosmetic", ["cosmetic"])]
    title = article("a").title
    assert asked == [
        (Text(title, "One."), Text(title, "7 ships.")),
        (Text(title, "7 ships."), Text("Ships", "Some ships.")),
    ]


def test_what_did_not_change_is_not_classed_again(loader: Connection, asked: list[tuple[Text, Text]]) -> None:
    load(loader, "r1", [article("a", body="One.")])
    load(loader, "r2", [article("a", 1, body="Two.")], hours=1)
    del asked[:]
    load(loader, "r3", [article("a", 2, body="Two.")], hours=2)
    stage(loader, "r2", 1, [article("a", 1, body="Two.")], [])
    publish(loader, "r2", "ok", None, at(3))
    assert asked == []


def test_a_reading_that_comes_between_changes_the_class_of_what_follows(loader: Connection, asked: list[tuple[Text, Text]]) -> None:
    load(loader, "r1", [article("a", 0, body="Words.")])
    load(loader, "r3", [article("a", 4, body="7 ships.")], hours=4)
    assert rows(loader, CLASSES) == [(1, None, []), (2, "number", ["number", "wording"])]
    del asked[:]
    load(loader, "r2", [article("a", 2, body="7 boats.")], hours=5)
    assert [(before.body, after.body) for before, after in asked] == [("Words.", "7 boats."), ("7 boats.", "7 ships.")]
    del asked[:]
    load(loader, "r0", [article("a", -2, body="7 hulls.")], hours=6)
    assert [(before.body, after.body) for before, after in asked] == [
        ("7 hulls.", "Words."), ("Words.", "7 boats."), ("7 boats.", "7 ships.")
    ]  # fmt: skip
    assert [row[1] for row in rows(loader, CLASSES)] == [None, "cosmetic", "number", "number"]


def test_a_better_reading_of_the_text_before_classes_the_next_one_anew(loader: Connection, asked: list[tuple[Text, Text]]) -> None:
    load(loader, "r1", [article("a", 0, body="Misread.")])
    load(loader, "r2", [article("a", 4, body="Second.")], hours=4)
    del asked[:]
    load(loader, "r3", [article("a", 0, body="Well read.", parser_version="2")], hours=9)
    assert [(before.body, after.body) for before, after in asked] == [("Well read.", "Second.")]
    assert rows(loader, CLASSES) == [(1, None, []), (2, "cosmetic", ["cosmetic"])]


def test_revisions_from_before_classes_are_classed_when_their_article_is_read_again(
    loader: Connection, admin: Connection, asked: list[tuple[Text, Text]]
) -> None:
    load(loader, "r1", [article("a", 0, body="One.")])
    load(loader, "r2", [article("a", 1, body="Two.")], hours=1)
    with admin, admin.cursor() as cursor:
        cursor.execute("UPDATE briefwire.article_revision SET class = NULL, classes = '{}'")
    load(loader, "r3", [article("a", 2, body="Two.")], hours=2)
    assert rows(loader, CLASSES) == [(1, None, []), (2, "cosmetic", ["cosmetic"])]


def test_a_failure_to_class_publishes_nothing(loader: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(before: Text, after: Text) -> frozenset[Change]:
        raise RecursionError("too deep")

    load(loader, "r1", [article("a", 0, body="One.")])
    monkeypatch.setattr(classing, "classify", broken)
    with pytest.raises(RecursionError):
        load(loader, "r2", [article("a", 1, body="Two.")], hours=1)
    assert rows(loader, CLASSES) == [(1, None, [])]
    assert rows(loader, "SELECT verdict FROM v1.run WHERE run_id = 'r2'") == [(None,)]


def test_the_classes_of_code_and_database_are_the_same(admin: Connection) -> None:
    open_sample_run(admin, "r1")
    load(admin, "r2", [article("a", 0, body="One.")])
    load(admin, "r3", [article("a", 1, body="Two.")], hours=1)
    for change in Change:
        with admin, admin.cursor() as cursor:
            cursor.execute("UPDATE briefwire.article_revision SET class = %s, classes = %s WHERE revision = 2", (change, [change]))
            assert cursor.rowcount == 1
    constraints = " ".join(
        row[0]
        for row in rows(
            admin, "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'briefwire.article_revision'::regclass"
        )
    )
    assert {word for word in constraints.split("'")[1::2] if word.isalpha()} == {change.value for change in Change}


@pytest.mark.parametrize(
    "wrong",
    [
        "SET class = 'number', classes = '{wording}' WHERE revision = 2",
        "SET class = NULL WHERE revision = 2",
        "SET class = 'fresh', classes = '{fresh}' WHERE revision = 2",
        "SET class = 'number', classes = '{number}' WHERE revision = 1",
    ],
)
def test_a_class_that_cannot_be_is_refused(loader: Connection, wrong: str) -> None:
    load(loader, "r1", [article("a", 0, body="One.")])
    load(loader, "r2", [article("a", 1, body="Two.")], hours=1)
    with pytest.raises(psycopg2.errors.CheckViolation), loader, loader.cursor() as cursor:
        cursor.execute(f"UPDATE briefwire.article_revision {wrong}")
