"""The shape of the schema: signature, comments, indexes, policy."""

import csv
import itertools

from briefwire.database.handles import Connection
from briefwire.database.requests import keep
from briefwire.database.statements import SCHEMA
from tests.database.samples import article, at, load, open_sample_run, rows
from tests.database.test_evidence import asked

SOURCES = ("licensed_post", "open_ministry")

SIGNATURE = SCHEMA / "v1" / "signature.txt"

SIGNATURE_QUERY = """
SELECT line FROM (
SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) AS line, c.relname AS name, a.attnum AS place
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname = 'v1'
UNION ALL
SELECT p.proname || '(' || pg_get_function_arguments(p.oid) || ') -> ' || pg_get_function_result(p.oid), p.proname, 0
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'v1'
) AS lines ORDER BY name, place, line
"""


def test_v1_keeps_its_signature(admin: Connection) -> None:
    now = [row[0] for row in rows(admin, SIGNATURE_QUERY)]
    then = SIGNATURE.read_text(encoding="utf8").splitlines()
    lost = [line for line in then if line not in now]
    assert not lost, f"v1 narrowed: others rely on {lost}"
    assert now == then, (
        f"v1 widened: add these lines to {SIGNATURE.relative_to(SCHEMA.parent)} and an entry to the changelog: {[x for x in now if x not in then]}"
    )


def test_everything_is_commented(admin: Connection) -> None:
    silent = rows(
        admin,
        """SELECT n.nspname, c.relname, a.attname
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           JOIN LATERAL (SELECT 0 AS attnum, NULL AS attname
                         UNION ALL SELECT attnum, attname FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) a ON TRUE
           LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
           WHERE n.nspname IN ('briefwire', 'v1') AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition AND c.relname <> 'alembic_version' AND d.description IS NULL""",
    )
    assert silent == []
    mute = "SELECT proname FROM pg_proc WHERE pronamespace = 'v1'::regnamespace AND obj_description(oid, 'pg_proc') IS NULL"
    assert rows(admin, mute) == []


def test_the_merge_policy_names_every_column(admin: Connection) -> None:
    columns = {
        row[0] for row in rows(admin, "SELECT attname FROM pg_attribute WHERE attrelid = 'briefwire.article'::regclass AND attnum > 0")
    }
    with (SCHEMA / "queries" / "merge_policy.csv").open(encoding="utf8", newline="") as file:
        policy = {row["column"]: row["rule"] for row in csv.DictReader(file)}
    assert policy.keys() == columns
    assert set(policy.values()) == {"identity", "opening", "newest", "newest known", "best evidence", "earliest", "count"}
    update = (SCHEMA / "queries" / "fold_articles.sql").read_text(encoding="utf8").split("DO UPDATE")[1]
    assert {column for column in policy if f"{column} = excluded.{column}" in update} == {
        c for c, rule in policy.items() if rule != "identity"
    }


SERVED = (
    ("SELECT title FROM v1.article WHERE native_key = '77'", "article_native_key"),
    ("SELECT title FROM v1.article WHERE source = 'licensed_post' AND native_key = '77'", "article_native_key"),
    (
        "SELECT title FROM v1.article WHERE source = 'licensed_post' AND published_at >= '2025-05-06' AND published_at < '2025-05-07'",
        "article_source_published",
    ),
    (
        "SELECT title, body FROM v1.article WHERE in_scope AND published_at >= '2025-05-06' AND published_at < '2025-05-07'",
        "article_in_scope_published",
    ),
    ("SELECT title FROM v1.article WHERE in_scope ORDER BY published_at DESC LIMIT 5", "article_in_scope_published"),
    ("SELECT title FROM v1.article WHERE article_id = '9c0d6a0e-6f0b-5b8e-9d53-5f4a0d2f7b11'", "article_pkey"),
    ("SELECT body FROM v1.article_revision WHERE article_id = '9c0d6a0e-6f0b-5b8e-9d53-5f4a0d2f7b11'", "article_revision_pkey"),
    ("SELECT outcome FROM v1.outcome WHERE url = 'https://www.example.com/77'", "outcome_url"),
    ("SELECT outcome FROM v1.outcome WHERE article_id = '9c0d6a0e-6f0b-5b8e-9d53-5f4a0d2f7b11'", "outcome_article"),
    ("SELECT gone_since FROM v1.article WHERE native_key = '77'", "outcome_article"),
    ("SELECT title FROM v1.as_of('2025-05-07') WHERE article_id = '9c0d6a0e-6f0b-5b8e-9d53-5f4a0d2f7b11'", "article_revision_pkey"),
    ("SELECT status FROM v1.request WHERE run_id = 'r1'", "request_pkey"),
    ("SELECT outcome FROM v1.outcome WHERE run_id = 'r1' AND url = 'https://www.example.com/77'", "outcome_"),
)


def test_indexes_serve_the_usual_questions(loader: Connection, admin: Connection) -> None:
    pages = (article(str(n), published_at=at(n), in_scope=n % 5 == 0, source=source) for source in SOURCES for n in range(1000))
    for source, group in itertools.groupby(pages, key=lambda page: page.source):
        load(loader, f"run-{source}", group, source=source, scope="all")
    for run in range(20):
        open_sample_run(loader, f"r{run}")
        keep(loader, f"r{run}", [asked(f"https://www.example.com/{n}") for n in range(100)])
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute("ANALYZE")
        for role in ("briefwire_login_analyst", "briefwire_login_reader"):
            cursor.execute(f"SET SESSION AUTHORIZATION {role}")
            for query, index in SERVED:
                cursor.execute(f"EXPLAIN {query}")
                plan = "\n".join(row[0] for row in cursor.fetchall())
                assert index in plan, f"{role}: {query}\n{plan}"
            cursor.execute("RESET SESSION AUTHORIZATION")


def test_migrations_go_forward_in_pairs() -> None:
    versions = SCHEMA / "migrations" / "versions"
    assert {path.stem for path in versions.glob("*.py")} == {path.stem for path in versions.glob("*.sql")}
    assert all("downgrade" not in path.read_text(encoding="utf8") for path in versions.glob("*.py"))


def test_no_statement_is_forgotten() -> None:
    code = "".join(path.read_text(encoding="utf8") for path in (SCHEMA.parent / "briefwire").rglob("*.py"))
    assert [path.stem for path in (SCHEMA / "queries").glob("*.sql") if f'"{path.stem}"' not in code] == []
