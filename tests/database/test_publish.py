"""What publishing does to articles, revisions and the ledger."""

from collections.abc import Callable
from contextlib import closing

import psycopg2
import pytest

from briefwire.article import article_id
from briefwire.database.errors import AlreadyPublished, LedgerImbalance, NothingStaged, StagingError, UnknownRun, UnknownSource
from briefwire.database.handles import Connection
from briefwire.database.publish import Validators, book, publish, validators
from briefwire.database.stage import Ending, stage
from scrapers.outcomes import Outcome
from tests.database.samples import DAY, SOURCE, article, at, gone, load, open_sample_run, rows, some
from tests.postgres import Database

TOUCHED = "SELECT 'article', article_id::text, xmin::text FROM briefwire.article UNION ALL SELECT 'revision', article_id::text || revision, xmin::text FROM briefwire.article_revision UNION ALL SELECT 'url', url, xmin::text FROM briefwire.article_url ORDER BY 1, 2"


def test_a_first_run_loads(loader: Connection) -> None:
    counts = load(loader, "r1", [article("a"), article("b")], [gone("https://www.example.com/c")])
    assert some(counts) == {"loaded": 2, "gone": 1}
    assert rows(loader, "SELECT verdict, discovered, loaded, gone FROM v1.run") == [("ok", 3, 2, 1)]
    assert rows(loader, "SELECT native_key, revision, archive_uri, run_id FROM v1.article ORDER BY 1") == [
        ("a", 1, "/archive/licensed_post/a-0.warc.gz", "r1"),
        ("b", 1, "/archive/licensed_post/b-0.warc.gz", "r1"),
    ]
    assert rows(loader, "SELECT article_id::text FROM v1.outcome WHERE url LIKE '%%/a'") == [(str(article_id(SOURCE, "a")),)]
    assert rows(loader, "SELECT count(*) FROM briefwire.staged_article") == [(0,)]


def test_the_same_pages_again_touch_no_row(loader: Connection) -> None:
    load(loader, "r1", [article("a"), article("b")])
    before = rows(loader, TOUCHED)
    assert some(load(loader, "r2", [article("a", 5), article("b", 5)], hours=5)) == {"unchanged": 2}
    assert rows(loader, TOUCHED) == before


def test_only_the_changed_row_is_touched(loader: Connection) -> None:
    load(loader, "r1", [article("a"), article("b")])
    before = set(rows(loader, TOUCHED))
    load(loader, "r2", [article("a", 5), article("b", 5, byline="A Writer")], hours=5)
    assert {row[1] for row in set(rows(loader, TOUCHED)) - before} == {str(article_id(SOURCE, "b"))}


def test_publishing_twice_is_publishing_once(loader: Connection) -> None:
    first = load(loader, "r1", [article("a")])
    before = rows(loader, TOUCHED) + rows(loader, "SELECT run_id, xmin::text FROM briefwire.run")
    assert publish(loader, "r1", "short", "again", at(9)) == first
    assert rows(loader, TOUCHED) + rows(loader, "SELECT run_id, xmin::text FROM briefwire.run") == before


def test_a_run_staged_again_keeps_its_outcomes(loader: Connection) -> None:
    first = load(loader, "r1", [article("a")])
    load(loader, "r2", [article("a", 3)], hours=3)
    before = rows(loader, TOUCHED)
    stage(loader, "r1", 1, [article("a")], [])
    assert publish(loader, "r1", "ok", None, at(4)) == first
    assert rows(loader, TOUCHED) == before


def test_a_changed_body_makes_a_revision(loader: Connection) -> None:
    load(loader, "r1", [article("a")])
    counts = load(loader, "r2", [article("a", 5, body="The spokesperson spoke again.")], hours=5)
    assert some(counts) == {"revised": 1}
    assert rows(loader, "SELECT revision, body, valid_from, valid_to, changed FROM briefwire.article_revision ORDER BY 1") == [
        (1, "The spokesperson spoke about matter a.", at(0), at(5), []),
        (2, "The spokesperson spoke again.", at(5), None, ["body"]),
    ]
    assert rows(loader, "SELECT revision, revisions, first_seen_at, run_id FROM v1.article") == [(2, 2, at(0), "r2")]


def test_a_text_that_returns_is_a_revision_of_its_own(loader: Connection) -> None:
    for number, title in enumerate(["One", "Two", "One"]):
        load(loader, f"r{number}", [article("a", number, title=title)], hours=number)
    assert rows(loader, "SELECT title, changed FROM briefwire.article_revision ORDER BY revision") == [
        ("One", []), ("Two", ["title"]), ("One", ["title"]),
    ]  # fmt: skip


def test_an_older_capture_never_overwrites_a_newer_one(loader: Connection) -> None:
    load(loader, "new", [article("a", 5, title="New", place="NEWTOWN")], hours=5)
    counts = load(loader, "old", [article("a", 1, title="Old", place="OLDTOWN", byline="A Writer")], hours=9)
    assert some(counts) == {"revised": 1}
    assert rows(loader, "SELECT title, place, byline, first_seen_at, revision FROM v1.article") == [
        ("New", "NEWTOWN", "A Writer", at(1), 2)
    ]
    assert rows(loader, "SELECT title, valid_from, valid_to FROM briefwire.article_revision ORDER BY revision") == [
        ("Old", at(1), at(5)),
        ("New", at(5), None),
    ]


def test_unknown_never_overwrites_known(loader: Connection) -> None:
    load(loader, "r1", [article("a", agency="EX", modified_at=at(0))])
    load(loader, "r2", [article("a", 5, place=None, agency=None, language=None, dateline_date=None, modified_at=None)], hours=5)
    assert rows(loader, "SELECT place, agency, language, dateline_date, modified_at FROM v1.article") == [
        ("EXAMPLEVILLE", "EX", "en", DAY, at(0))
    ]


def test_published_at_keeps_the_better_evidence(loader: Connection) -> None:
    load(loader, "r1", [article("a", published_at=at(-3), published_at_confidence="low", published_at_method="listing")])
    load(loader, "r2", [article("a", 1, published_at=at(-2), published_at_confidence="high", published_at_method="json-ld")], hours=1)
    load(loader, "r3", [article("a", 2, published_at=at(-1), published_at_confidence="medium", published_at_method="byline")], hours=2)
    load(loader, "r4", [article("a", 3, published_at=at(0), published_at_confidence="high", published_at_method="json-ld")], hours=3)
    assert rows(loader, "SELECT published_at, published_at_method, published_at_confidence FROM v1.article") == [
        (at(-2), "json-ld", "high")
    ]


def test_a_page_under_two_addresses_is_loaded_once(loader: Connection) -> None:
    twin = article("a", 0.5, url="https://www.example.com/print/a")
    assert some(load(loader, "r1", [twin, article("a")])) == {"loaded": 1, "duplicate_url": 1}
    assert rows(loader, "SELECT outcome, reason FROM v1.outcome WHERE url = %s", twin.url) == [
        ("duplicate_url", "same page as https://www.example.com/a")
    ]
    assert rows(loader, "SELECT count(DISTINCT article_id), count(*) FROM briefwire.article_url") == [(1, 2)]


def test_a_known_address_under_another_key_is_the_same_article(loader: Connection) -> None:
    load(loader, "r1", [article("a")])
    assert some(load(loader, "r2", [article("slug-of-a", 5, url="https://www.example.com/a", title="Changed")], hours=5)) == {"revised": 1}
    assert rows(loader, "SELECT native_key, title, revision FROM v1.article") == [("a", "Changed", 2)]


def test_two_keys_that_resolve_to_one_article_are_one_page(loader: Connection) -> None:
    load(loader, "r1", [article("a")])
    again = [article("a", 5, url="https://www.example.com/new/a"), article("slug-of-a", 6, url="https://www.example.com/a")]
    assert some(load(loader, "r2", again, hours=5)) == {"unchanged": 1, "duplicate_url": 1}


def test_a_known_key_wins_over_a_known_address(loader: Connection) -> None:
    load(loader, "r1", [article("a"), article("b")])
    load(loader, "r2", [article("b", 5, url="https://www.example.com/a", title="Moved here")], hours=5)
    assert rows(loader, "SELECT native_key, title FROM v1.article ORDER BY 1") == [
        ("a", "Ministry comments on matter a"),
        ("b", "Moved here"),
    ]
    assert rows(
        loader, "SELECT a.native_key FROM briefwire.article_url u JOIN briefwire.article a USING (article_id) WHERE u.url LIKE '%%/a'"
    ) == [("b",)]


def test_out_of_scope_stays_in_the_ledger(loader: Connection) -> None:
    cricket = article("cricket", in_scope=False, scope_reason="no ministry")
    assert some(load(loader, "r1", [article("a"), cricket])) == {"loaded": 1, "out_of_scope": 1}
    assert rows(loader, "SELECT reason, article_id FROM v1.outcome WHERE outcome = 'out_of_scope'") == [("no ministry", None)]
    assert rows(loader, "SELECT native_key FROM v1.article") == [("a",)]


def test_out_of_scope_is_published_when_asked(loader: Connection) -> None:
    cricket = article("cricket", in_scope=False, scope_reason="no ministry")
    assert some(load(loader, "r1", [cricket])) == {"out_of_scope": 1}
    stage(loader, "r1", 1, [cricket], [])
    assert some(publish(loader, "r1", "ok", None, at(2), scope="all")) == {"loaded": 1}
    assert rows(loader, "SELECT in_scope, scope_reason FROM v1.article") == [(False, "no ministry")]


def test_a_page_that_left_scope_stays_marked_so(loader: Connection) -> None:
    load(loader, "r1", [article("a")])
    left = article("a", 5, in_scope=False, scope_reason="no ministry", body="Rewritten.")
    assert some(load(loader, "r2", [left], hours=5)) == {"out_of_scope": 1}
    assert rows(loader, "SELECT in_scope, scope_reason, revision FROM v1.article") == [(False, "no ministry", 2)]
    assert rows(loader, "SELECT article_id IS NOT NULL FROM v1.outcome WHERE run_id = 'r2'") == [(True,)]
    assert some(load(loader, "r3", [article("a", 9)], hours=9)) == {"revised": 1}
    assert rows(loader, "SELECT in_scope FROM v1.article") == [(True,)]


def test_a_later_reading_of_the_same_bytes_takes_the_place_of_the_first(loader: Connection) -> None:
    load(loader, "r1", [article("a", body="Misread.")])
    load(loader, "r2", [article("a", 5, body="Right.")], hours=5)
    assert some(load(loader, "r3", [article("a", body="Right.", parser_version="2")], hours=9)) == {"unchanged": 1}
    assert rows(loader, "SELECT revision, body, valid_from, valid_to FROM briefwire.article_revision") == [(1, "Right.", at(0), None)]
    assert rows(loader, "SELECT revision, parser_version, run_id FROM v1.article") == [(1, "2", "r3")]
    load(loader, "r4", [article("a", body="Misread.")], hours=-9)
    assert rows(loader, "SELECT body FROM briefwire.article_revision") == [("Right.",)], "an earlier run's reading came later"


def test_a_red_run_publishes_nothing_and_balances(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    stage(loader, "r1", 3, [article("a"), article("b")], [gone("https://www.example.com/c")])
    assert some(book(loader, "r1", "short", "2 of 40", at(1))) == {"deferred": 2, "gone": 1}
    assert rows(loader, "SELECT verdict, reason, discovered FROM v1.run") == [("short", "2 of 40", 3)]
    assert rows(loader, "SELECT DISTINCT reason FROM v1.outcome WHERE outcome = 'deferred'") == [("not published: short",)]
    assert rows(loader, "SELECT count(*) FROM v1.article") == [(0,)]


def test_a_booked_run_can_be_published_after_all(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    stage(loader, "r1", 1, [article("a")], [])
    book(loader, "r1", "short", None, at(1))
    stage(loader, "r1", 1, [article("a")], [])
    assert some(publish(loader, "r1", "ok", None, at(2))) == {"loaded": 1}


def test_a_published_run_is_not_booked_away(loader: Connection) -> None:
    load(loader, "r1", [article("a")])
    stage(loader, "r1", 1, [article("a")], [])
    with pytest.raises(AlreadyPublished):
        book(loader, "r1", "short", None, at(2))
    assert rows(loader, "SELECT verdict, loaded FROM v1.run") == [("ok", 1)]
    assert rows(loader, "SELECT count(*) FROM briefwire.staged_run") == [(0,)]


def test_a_run_without_any_page(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    assert some(book(loader, "r1", "unreachable", "time-out", at(1))) == {}
    assert some(load(loader, "r2", [], hours=2)) == {}
    assert rows(loader, "SELECT verdict, discovered FROM v1.run ORDER BY run_id") == [("unreachable", 0), ("ok", 0)]


def test_a_run_left_open_is_closed_as_crashed_by_the_next(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    stage(loader, "r1", 1, [article("a")], [])
    open_sample_run(loader, "r2", 5)
    assert rows(loader, "SELECT run_id, verdict, reason, deferred FROM v1.run ORDER BY 1") == [
        ("r1", "crashed", "left open; closed by r2", 1), ("r2", None, None, 0),
    ]  # fmt: skip


def test_a_304_leads_to_its_article(loader: Connection) -> None:
    load(loader, "r1", [article("a")])
    load(loader, "r2", [], [Ending("https://www.example.com/a", Outcome.UNCHANGED, "http 304")], hours=5)
    assert rows(loader, "SELECT outcome, article_id::text FROM v1.outcome WHERE run_id = 'r2'") == [
        ("unchanged", str(article_id(SOURCE, "a")))
    ]


def test_validators_only_for_pages_that_stand(loader: Connection) -> None:
    load(
        loader,
        "r1",
        [article("a", etag='"1"', last_modified="Tue, 06 May 2025 10:00:00 GMT"), article("b"), article("c", in_scope=False, etag='"3"')],
    )
    assert validators(loader, SOURCE, DAY) == {"https://www.example.com/a": Validators('"1"', "Tue, 06 May 2025 10:00:00 GMT")}
    load(loader, "r2", [article("a", 5, etag='"2"')], hours=5)
    assert validators(loader, SOURCE, DAY) == {"https://www.example.com/a": Validators('"2"', None)}
    assert validators(loader, SOURCE, DAY.replace(day=7)) == {}
    assert validators(loader, "open_ministry", DAY) == {}


def test_text_that_postgres_cannot_hold_is_rejected_alone(loader: Connection) -> None:
    counts = load(loader, "r1", [article("a"), article("nul", body="x\x00y"), article("half", title="\ud83d"), article("k" * 600)])
    assert some(counts) == {"loaded": 1, "rejected": 3}
    assert rows(loader, "SELECT reason FROM v1.outcome WHERE outcome = 'rejected' ORDER BY 1") == [
        ("native key too long",), ("text holds U+0000",), ("text holds a lone surrogate",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        (lambda c: stage(c, "r1", 2, [article("a"), article("a")], []), StagingError),
        (lambda c: stage(c, "r1", 2, [article("a")], [gone("https://www.example.com/a")]), StagingError),
        (lambda c: stage(c, "r1", 2, [article("a")], []), LedgerImbalance),
        (lambda c: stage(c, "r1", 1, [], [gone("https://www.example.com/" + "x" * 2048)]), StagingError),
        (lambda c: stage(c, "r9", 1, [article("a")], []), UnknownRun),
        (
            lambda c: stage(c, "r1", 1, [article("a", position=article("a").position.__class__("/elsewhere/a", 0, 1, "sha256:0"))], []),
            StagingError,
        ),
        (lambda c: publish(c, "r1", "ok", None, at(1)), NothingStaged),
        (lambda c: publish(c, "r9", "ok", None, at(1)), UnknownRun),
        (lambda c: book(c, "r9", "short", None, at(1)), UnknownRun),
        (lambda c: open_sample_run(c, "r2", source="no_such_source"), UnknownSource),
    ],
)
def test_mistakes_have_types(loader: Connection, attempt: Callable[[Connection], object], error: type[Exception]) -> None:
    open_sample_run(loader, "r1")
    with pytest.raises(error):
        attempt(loader)
    assert rows(loader, "SELECT run_id FROM v1.run") == [("r1",)], "the connection can still be used"
    assert rows(loader, "SELECT count(*) FROM briefwire.staged_article") == [(0,)]


def test_a_failed_staging_leaves_the_former_one(loader: Connection) -> None:
    open_sample_run(loader, "r1")
    stage(loader, "r1", 1, [article("a")], [])
    with pytest.raises(psycopg2.Error):
        stage(loader, "r1", 1, [article("a", dateline_date="no date")], [])
    assert rows(loader, "SELECT native_key FROM briefwire.staged_article") == [("a",)]


def test_moving_the_archive_is_one_update(own_database: Database) -> None:
    with closing(own_database.connect("admin")) as admin:
        load(admin, "r1", [article("a")])
        with admin, admin.cursor() as cursor:
            cursor.execute("UPDATE briefwire.archive_root SET uri = 's3://bucket/news'")
        assert rows(admin, "SELECT archive_uri FROM v1.article") == [("s3://bucket/news/licensed_post/a-0.warc.gz",)]


GONE = "SELECT native_key, gone_since FROM v1.article WHERE gone_since IS NOT NULL"


def test_a_page_is_gone_since_it_was_first_found_so(loader: Connection) -> None:
    there = "https://www.example.com/a"
    load(loader, "r1", [article("a"), article("b")])
    load(loader, "r2", [], [gone(there)], hours=5)
    load(loader, "r3", [], [gone(there)], hours=9)
    assert rows(loader, GONE) == [("a", at(5))]
    load(loader, "r4", [], [Ending(there, Outcome.FETCH_FAILED, "http 503")], hours=10)
    load(loader, "r5", [], [Ending(there, Outcome.UNCHANGED, "known; a watch asks for new pages only")], hours=11)
    assert rows(loader, GONE) == [("a", at(5))], "nobody has read it since"
    load(loader, "r6", [], [Ending(there, Outcome.UNCHANGED, "http 304")], hours=12)
    assert rows(loader, GONE) == []
    load(loader, "r7", [], [gone(there)], hours=13)
    assert rows(loader, GONE) == [("a", at(13))]
    load(loader, "r8", [article("a", 14)], hours=14)
    assert rows(loader, GONE) == []


def test_as_of_tells_what_stood(loader: Connection) -> None:
    load(loader, "r1", [article("a", body="One."), article("b", 3)])
    load(loader, "r2", [article("a", 5, body="Two.")], hours=5)
    then = "SELECT native_key, revision FROM v1.as_of(%s) ORDER BY native_key"
    assert [rows(loader, then, at(hours)) for hours in (-1, 0, 2.9, 3, 4.9, 5)] == [
        [],
        [("a", 1)],
        [("a", 1)],
        [("a", 1), ("b", 1)],
        [("a", 1), ("b", 1)],
        [("a", 2), ("b", 1)],
    ]
