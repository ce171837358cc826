"""A question by code or name; what it refuses; the persons that the database knows."""

from contextlib import closing
from datetime import date

import psycopg2
import pytest

from briefwire.attributing import attribute
from briefwire.database.handles import Connection
from briefwire.database.migrate import migrate
from tests.attributing.conftest import SOURCES
from tests.attributing.samples import PAGES, publish, rows
from tests.postgres import ARCHIVE, Database

ASKED = "SELECT statement_id FROM v1.what_was_said(%s, %s, '2020-04-22', '2020-04-22') WHERE record = 'statement' ORDER BY statement_id"


@pytest.mark.parametrize(
    ("ministry", "about"),
    [("cn", "kr"), ("China", "South Korea"), ("CHINA", " republic of korea "), ("中国", "韩国"), ("چین", "جنوبی کوریا")],
)
def test_names_and_codes_in_any_case(loader: Connection, reader: Connection, ministry: str, about: str) -> None:
    publish(loader, PAGES)
    attribute(loader)
    found = rows(reader, ASKED, ministry, about)
    assert len(found) == 3
    assert found == rows(reader, ASKED, "CN", "KR")


@pytest.mark.parametrize(
    ("ministry", "about", "message", "hint"),
    [
        ("Chnia", None, "no country or actor is known as 'Chnia'", "v1.subject"),
        ("CN", "Congo", "no country or actor is known as 'Congo'", "several countries bear"),
        ("UN", None, "'UN' is no country and has no foreign ministry", "kind = 'country'"),
        ("'; drop table x --", None, "no country or actor is known as", "v1.subject"),
        ("", None, "no country or actor is known as ''", "v1.subject"),
    ],
)
def test_what_is_unknown_is_refused(analyst: Connection, ministry: str, about: str | None, message: str, hint: str) -> None:
    with pytest.raises(psycopg2.errors.InvalidParameterValue) as refused:
        rows(analyst, ASKED, ministry, about)
    assert message in (refused.value.diag.message_primary or "")
    assert hint in (refused.value.diag.message_hint or "")


@pytest.mark.parametrize(("first", "last"), [("2025-05-02", "2025-05-01"), (None, "2025-05-01"), ("2025-05-01", None)])
def test_days_that_are_none_are_refused(analyst: Connection, first: str | None, last: str | None) -> None:
    for where in ("", "WHERE record = 'statement'", "WHERE record <> 'statement'"):
        with pytest.raises(psycopg2.errors.InvalidParameterValue, match="no days from"):
            rows(analyst, f"SELECT 1 FROM v1.what_was_said('CN', NULL, %s, %s) {where}", first, last)
        analyst.rollback()


def test_every_country_can_be_asked_for(reader: Connection) -> None:
    assert rows(reader, "SELECT count(*) FROM v1.subject WHERE kind = 'country' AND v1.country_code(name) = subject") == [(250,)]
    assert rows(reader, "SELECT subject FROM v1.subject WHERE v1.subject_code(subject) <> subject") == []
    assert rows(reader, "SELECT v1.subject_code(NULL), v1.country_code(NULL)") == [(None, None)]


def test_who_held_which_office_and_how_that_is_known(reader: Connection) -> None:
    held = "SELECT name FROM v1.term WHERE ministry = %s AND role = 'spokesperson' AND first_day <= %s AND coalesce(last_day, %s) >= %s"
    day = date(2020, 4, 22)
    assert ("Geng Shuang",) in rows(reader, held, "CN", day, day, day)
    assert rows(reader, "SELECT count(*) FROM v1.term WHERE (evidence = 'unchecked') <> (shows = 'nothing')") == [(0,)]
    assert {row[0] for row in rows(reader, "SELECT DISTINCT ministry FROM v1.term")} >= set("CN PK IN IR RU US GB TR SA AF".split())
    assert rows(reader, "SELECT count(*) FROM v1.person AS p WHERE NOT EXISTS (SELECT FROM v1.term AS t WHERE t.person = p.person)") == [
        (0,)
    ]


def test_a_migration_brings_names_up_to_date_and_touches_no_other_row(database: Database) -> None:
    kept = "SELECT 's', xmin::text, subject FROM briefwire.subject UNION ALL SELECT 'p', xmin::text, person FROM briefwire.person ORDER BY 1, 3"
    with closing(database.connect("admin")) as admin:
        before = rows(admin, kept)
        with admin, admin.cursor() as cursor:
            cursor.execute("INSERT INTO briefwire.person VALUES ('nobody', 'No Body', '{No Body}')")
            cursor.execute("INSERT INTO briefwire.subject VALUES ('QQ', 'country', 'Examplia', NULL)")
            cursor.execute("INSERT INTO briefwire.subject_name VALUES ('examplia', 'QQ')")
            cursor.execute("UPDATE briefwire.subject_name SET subject = 'QQ' WHERE name = 'china'")
        migrate(database.dsn("admin"), archive=ARCHIVE, declarations=SOURCES)
        assert rows(admin, kept) == before
        assert rows(admin, "SELECT subject FROM briefwire.subject_name WHERE name IN ('china', 'examplia')") == [("CN",)]
