"""The question that the system exists for: what did country X's ministry say about Y, when, and who carried it. And what is not held."""

from datetime import date, timedelta
from typing import Any

from briefwire.attributing import attribute
from briefwire.database.handles import Connection
from tests.attributing.samples import PAGES, REPORT, TRANSCRIPT, page, publish, rows
from tests.database.samples import look

ASKED = "SELECT {} FROM v1.what_was_said(%s, %s, %s, %s) WHERE record = 'statement' ORDER BY published_at, statement_id"
APRIL = ("2020-04-01", "2020-04-30")


def said(connection: Connection, columns: str, *asked: Any) -> list[tuple[Any, ...]]:
    """The statements that answer a question."""
    return rows(connection, ASKED.format(columns), *asked)


def test_what_china_said_about_korea(loader: Connection, analyst: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    found = said(analyst, "speaker, speaker_role, day, kind, statement, source, credit, carriers, setting", "CN", "KR", *APRIL)
    assert [row[5] for row in found] == ["china_mfa", "licensed_post", "licensed_post"]
    assert {row[0] for row in found} == {"Geng Shuang"}
    assert {row[2] for row in found} == {date(2020, 4, 22)}
    assert {row[8] for row in found} == {"regular briefing"}
    quoted = [row for row in found if row[3] == "direct" and row[5] == "licensed_post"]
    assert [(row[6], row[7]) for row in quoted] == [("APP", ["licensed_post", "open_gazette"])]
    ((carried,),) = rows(
        analyst,
        "SELECT carried FROM v1.what_was_said('CN', 'KR', '2020-04-01', '2020-04-30') WHERE kind = 'direct' AND source = 'licensed_post'",
    )
    assert [(one["source"], one["lag"]) for one in carried] == [("licensed_post", None), ("open_gazette", "15:30:00")]


def test_every_statement_has_its_citation(loader: Connection, analyst: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    found = said(analyst, "url, archive_uri, archive_offset, archive_digest, article_id", "CN", "KR", *APRIL)
    uris = rows(
        analyst,
        "SELECT url, archive_uri, archive_offset, archive_digest, article_id FROM v1.article WHERE article_id = ANY(%s::uuid[])",
        [str(TRANSCRIPT.article_id), str(REPORT.article_id)],
    )
    assert set(found) == set(uris)
    assert all(uri.endswith(".warc.gz") for _, uri, *_ in found)


def test_any_ministry_about_anything(loader: Connection, analyst: Connection) -> None:
    publish(loader, PAGES)
    attribute(loader)
    all_of_it = said(analyst, "ministry_code", None, None, "2020-01-01", "2025-12-31")
    assert {row[0] for row in all_of_it} == {"CN", "PK", "US"}
    assert len(all_of_it) == rows(analyst, "SELECT count(*) FROM v1.utterance")[0][0]
    assert {row[0] for row in said(analyst, "ministry_code", None, "IN", "2025-05-06", "2025-05-06")} == {"US"}
    assert said(analyst, "1", "CN", "KR", "2020-04-23", "2020-04-30") == []
    assert said(analyst, "1", "RU", None, *APRIL) == []


def test_absence_is_an_answer(loader: Connection, analyst: Connection) -> None:
    days = [date(2020, 4, 21) + timedelta(days=number) for number in range(4)]
    for number, day in enumerate(days[:3]):
        look(
            loader,
            f"c{number}",
            day,
            TRANSCRIPT.published_at.replace(month=6, year=2020),
            source="china_mfa",
            days={day: 2 if number else 0},
        )
    look(
        loader, "b", days[3], TRANSCRIPT.published_at.replace(month=6, year=2020), source="china_mfa", verdict="blocked", reason="challenge"
    )
    gaps = """SELECT record, day, last_day, coverage FROM v1.what_was_said('CN', 'KR', '2020-04-21', '2020-04-25') WHERE source = 'china_mfa' ORDER BY day"""
    assert rows(analyst, gaps) == [
        ("covered", days[0], days[2], "complete"),
        ("not covered", days[3], days[3], "blocked"),
        ("not covered", date(2020, 4, 25), date(2020, 4, 25), "not yet crawled"),
    ]
    sources = "SELECT DISTINCT source FROM v1.what_was_said(%s, NULL, '2020-04-21', '2020-04-25') WHERE record <> 'statement'"
    assert {row[0] for row in rows(analyst, sources, "CN")} == {"china_mfa", "licensed_post", "open_gazette", "app"}
    assert {row[0] for row in rows(analyst, sources, None)} >= {"us_state", "open_ministry"}


def test_search_finds_words_and_statements(loader: Connection, analyst: Connection) -> None:
    publish(loader, [*PAGES, page("open_gazette", "w", "2025-05-06 03:00", "Weather", "Rain will fall on the channels.")])
    attribute(loader)
    query = "SELECT record, source, headline FROM v1.search(%s)"
    found = rows(analyst, query, '"fast-track channel"')
    assert [row[:2] for row in found].count(("article", "licensed_post")) == 1
    assert {row[1] for row in found} == {"licensed_post", "open_gazette"}
    assert all("<b>" in row[2] for row in found)
    assert {row[1] for row in rows(analyst, query, "channel rain")} == {"open_gazette"}
    assert [row[:2] for row in rows(analyst, query, "快捷通道")] == [("article", "china_mfa"), ("statement", "china_mfa")]
    assert rows(analyst, query, "通道快捷") == [], "the signs stand in another order"
    assert rows(analyst, query, "zeppelin") == []
    assert len(rows(analyst, "SELECT 1 FROM v1.search('channel', 1) WHERE record = 'article'")) == 1
