"""What linking makes of a handful of articles, and what it leaves alone."""

from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from briefwire.database.errors import UnknownRun
from briefwire.database.handles import Connection
from briefwire.linking import Linked, link
from tests.database.samples import rows
from tests.linking.samples import FIRST, article_id, family_of, groups, news, publish, result
from tests.linking.texts import CHINESE, CHINESE_COPY, COPY, OTHER, REPORT, UPDATE
from tests.postgres import Database

AGENCY_REPORT = news("app", "1", 0, REPORT)
REPRINT = news("licensed_post", "r", 0.5, COPY, agency="APP")
SECOND_TAKE = news("app", "2", 0.4, UPDATE)
EARLY_BIRD = news("open_ministry", "e", -0.1, REPORT, agency="APP")
STRANGERS = [news("north_gazette", f"s{number}", number, body) for number, body in enumerate(OTHER)]
STORY = [AGENCY_REPORT, REPRINT, SECOND_TAKE, EARLY_BIRD]


def test_copies_are_one_family_and_strangers_are_alone(loader: Connection) -> None:
    publish(loader, [*STORY, *STRANGERS])
    linked = link(loader)
    assert (linked.articles, linked.waiting, linked.families_changed, linked.relations_removed) == (8, 0, 5, 0)
    assert linked.relations_added >= 3
    assert groups(loader) == {frozenset({"app/1", "app/2", "licensed_post/r", "open_ministry/e"})} | {
        frozenset({f"north_gazette/s{number}"}) for number in range(4)
    }
    ((size, origin, agency, first, last, reason),) = rows(
        loader,
        "SELECT size, origin_article_id, origin_agency, first_published_at, last_published_at, origin_reason FROM v1.family WHERE family_id = %s",
        str(family_of(loader, "licensed_post", "r")),
    )
    assert (size, origin, agency) == (4, article_id("app", "1"), "APP")
    assert (first, last) == (FIRST - timedelta(days=0.1), FIRST + timedelta(days=0.5))
    assert "APP" in reason
    assert rows(loader, "SELECT native_key, family_role FROM v1.article WHERE source <> 'north_gazette' ORDER BY 1") == [
        ("1", "origin"), ("2", "version"), ("e", "copy"), ("r", "copy"),
    ]  # fmt: skip
    assert rows(loader, "SELECT DISTINCT family_role FROM v1.article WHERE source = 'north_gazette'") == [("only",)]


def test_the_evidence_of_a_copy(loader: Connection) -> None:
    publish(loader, [AGENCY_REPORT, REPRINT])
    link(loader)
    assert rows(loader, "SELECT article_a, article_b, relation, lag, credit, closes FROM v1.relation") == [
        (article_id("app", "1"), article_id("licensed_post", "r"), "wire_copy", timedelta(days=0.5), "APP", True)
    ]
    ((share_a, share_b, decided_by, shared),) = rows(loader, "SELECT share_a, share_b, decided_by, shared_characters FROM v1.relation")
    assert 0.5 < share_a < 1
    assert 0.5 < share_b < 1
    assert decided_by[-1].isdigit()
    spans = rows(loader, "SELECT position, a_start, a_end, b_start, b_end FROM v1.shared_span ORDER BY position")
    assert [position for position, *_ in spans] == list(range(1, len(spans) + 1))
    assert sum(a_end - a_start for _, a_start, a_end, _, _ in spans) == shared > 500
    words = {REPORT[a:b].split()[0] == COPY[c:d].split()[0] for _, a, b, c, d in spans}
    assert words == {True}, "the offsets are those of the two bodies"
    assert rows(loader, "SELECT lag, credit, share_of_origin, share_of_copy FROM v1.family_member WHERE role = 'copy'") == [
        (timedelta(days=0.5), "APP", share_a, share_b)
    ]


def test_a_copy_laid_beside_its_origin(loader: Connection) -> None:
    publish(loader, [AGENCY_REPORT, REPRINT])
    link(loader)
    places = rows(loader, "SELECT change, origin_start, origin_end, start_offset, end_offset FROM v1.family_passage ORDER BY position")
    changes = [change for change, *_ in places]
    assert set(changes) == {"same", "changed", "cut", "added"}
    assert changes.count("changed") <= 2
    assert any(change == "cut" and "statistics office" in REPORT[a:b] for change, a, b, _, _ in places)
    assert any(change == "added" and "Northgate" in COPY[c:d] for change, _, _, c, d in places)
    assert any(change == "changed" and "eleven" in REPORT[a:b] and "twelve" in COPY[c:d] for change, a, b, c, d in places)


def test_chinese_copies_are_found(loader: Connection) -> None:
    publish(
        loader, [news("app", "z1", 0, CHINESE, language="zh"), news("licensed_post", "z2", 0.2, CHINESE_COPY, language="zh"), *STRANGERS]
    )
    link(loader)
    assert frozenset({"app/z1", "licensed_post/z2"}) in groups(loader)


def test_linking_again_changes_no_row(loader: Connection) -> None:
    publish(loader, [*STORY, *STRANGERS])
    link(loader)
    tables = (
        "signature",
        "fingerprint",
        "relation",
        "family",
        "family_member",
        "family_passage",
        "family_event",
        "linking",
        "fingerprint_month",
    )
    versions = " UNION ALL ".join(f"SELECT '{table}', t.xmin::text, t::text FROM briefwire.{table} AS t" for table in tables)
    before = sorted(rows(loader, versions))
    assert link(loader) == Linked(0, 0, 0, 0, 0)
    # Entered again without a change: looked at, and left.
    with loader, loader.cursor() as cursor:
        cursor.execute("INSERT INTO briefwire.link_waiting (article_id, day) SELECT article_id, day FROM briefwire.signature")
    assert link(loader) == Linked(0, 0, 0, 0, 0)
    assert sorted(rows(loader, versions)) == before


@pytest.mark.parametrize(
    "change",
    [
        {"body": OTHER[3]},
        {"title": "Another headline"},
        {"agency": "AFP"},
        {"byline": "By our correspondent"},
        {"published_at": FIRST + timedelta(days=40)},
    ],
)
def test_what_linking_looks_at_makes_an_article_wait(loader: Connection, change: dict[str, Any]) -> None:
    publish(loader, STORY)
    link(loader)
    captured = REPRINT.captured_at + timedelta(days=1)
    # Better evidence of the date, so that it is taken; the text as it was unless it is what changes.
    old = {"published_at_confidence": "low"} if "published_at" in change else {}
    if old:
        publish(loader, [news("licensed_post", "r", 0.5, COPY, agency="APP", captured_at=REPRINT.captured_at, **old)])
        link(loader)
    publish(loader, [news("licensed_post", "r", 0.5, **({"body": COPY, "agency": "APP", "captured_at": captured} | change))])
    assert link(loader).articles == 1
    assert link(loader).articles == 0


def test_a_change_beside_the_point_makes_nothing_wait(loader: Connection) -> None:
    publish(loader, STORY)
    link(loader)
    publish(
        loader,
        [news("licensed_post", "r", 0.5, COPY, agency="APP", place="ELSEWHERE", captured_at=REPRINT.captured_at + timedelta(days=1))],
    )
    assert rows(loader, "SELECT count(*) FROM briefwire.link_waiting") == [(0,)]


def test_only_what_a_run_brought(loader: Connection) -> None:
    (first,) = publish(loader, [AGENCY_REPORT])
    (second,) = publish(loader, [REPRINT])
    publish(loader, STRANGERS)
    assert link(loader, run_id=second) == Linked(1, 0, 0, 1, 5)
    assert link(loader, run_id=first).waiting == 4
    assert groups(loader) == {frozenset({"app/1", "licensed_post/r"})}
    assert link(loader, run_id=first) == Linked(0, 0, 0, 0, 4)
    with pytest.raises(UnknownRun, match="nowhere"):
        link(loader, run_id="nowhere")


def test_progress_is_told(loader: Connection) -> None:
    publish(loader, [*STORY, *STRANGERS])
    told: list[tuple[int, int]] = []
    link(loader, batch=3, progress=lambda done, left: told.append((done, left)))
    assert told == [(3, 5), (6, 2), (8, 0)]


def test_a_long_text_does_not_share_its_batch(loader: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefwire.database.waiting.OCTETS", len(REPORT) + 10)
    publish(loader, [*STORY, *STRANGERS])
    told: list[int] = []
    link(loader, progress=lambda done, _: told.append(done))
    assert len(told) >= 4
    assert told[-1] == 8


def test_articles_far_apart_in_time_have_no_relation(loader: Connection) -> None:
    publish(loader, [AGENCY_REPORT, news("app", "again", 45, REPORT), news("app", "later", 91, REPORT)])
    link(loader)
    pairs = rows(loader, "SELECT article_a, article_b FROM v1.relation")
    assert pairs == [(article_id("app", "1"), article_id("app", "again"))] or pairs == []
    publish(
        loader,
        [news("north_gazette", "day0", 0, OTHER[0]), news("licensed_post", "day45", 45, OTHER[0]), news("app", "day46", 46, OTHER[0])],
    )
    link(loader)
    compared = "SELECT count(*) FROM v1.relation WHERE %s IN (article_a, article_b) AND %s IN (article_a, article_b)"
    assert rows(loader, compared, article_id("north_gazette", "day0"), article_id("app", "day46")) == [(0,)]


def test_other_versions_make_every_article_wait(loader: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(loader, [*STORY, *STRANGERS])
    link(loader)
    before = result(loader)
    for module in ("pieces", "signatures", "waiting"):
        monkeypatch.setattr(f"briefwire.database.{module}.SIG_VERSION", 999_999)
    assert link(loader, batch=3).articles == 8
    assert link(loader).articles == 0
    after = result(loader)
    assert [row[:-2] for row in after[0]] == [row[:-2] for row in before[0]]
    assert {row[-2] for row in after[0]} == {999_999}
    assert after[1:] == before[1:]
    assert rows(loader, "SELECT count(*) FROM v1.family_event") == [(0,)], "families did not come apart on the way"


def test_dates_at_the_ends_of_time(loader: Connection) -> None:
    pages = [news("app", "old", 0, REPORT), news("app", "far", 0, REPORT)]
    ends = [FIRST.replace(year=1, month=1, day=1), FIRST.replace(year=9999, month=12, day=31)]
    publish(loader, [news("app", page.native_key, 0, REPORT, published_at=end) for page, end in zip(pages, ends, strict=True)])
    assert link(loader).articles == 2
    assert rows(loader, "SELECT count(*) FROM v1.family") == [(2,)]


def test_an_article_known_by_its_dateline_alone(loader: Connection) -> None:
    publish(
        loader,
        [news("app", "d", 0, REPORT, published_at=None, dateline_date=FIRST.date()), news("app", "n", 0, OTHER[0], published_at=None)],
    )
    link(loader)
    assert rows(loader, "SELECT native_key, s.at FROM briefwire.signature AS s JOIN briefwire.article USING (article_id) ORDER BY 1") == [
        ("d", FIRST.replace(hour=12)), ("n", FIRST.replace(hour=10)),
    ]  # fmt: skip


def test_the_index_is_what_the_signatures_say(database: Database, loader: Connection) -> None:
    publish(loader, [*STORY, *STRANGERS])
    link(loader)
    publish(loader, [news("app", "1", 0, OTHER[1], captured_at=AGENCY_REPORT.captured_at + timedelta(days=2))])
    link(loader)
    with closing(database.connect("admin")) as admin:
        wrong = """(SELECT number, day, hash FROM briefwire.fingerprint EXCEPT ALL SELECT number, day, unnest(fingerprints) FROM briefwire.signature)
            UNION ALL (SELECT number, day, unnest(fingerprints) FROM briefwire.signature EXCEPT ALL SELECT number, day, hash FROM briefwire.fingerprint)"""
        assert rows(admin, wrong) == []
        assert rows(admin, "SELECT count(*) > 100 FROM briefwire.fingerprint") == [(True,)]
