"""Migrations: roles, schemas, tables and public views of one database, brought to what this program needs, in one transaction."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import psycopg2
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from briefwire.about.subjects import subjects
from briefwire.clean.agencies import all_agencies
from briefwire.database.errors import DatabaseUnreachable, MigrationError
from briefwire.database.handles import Connection, Cursor
from briefwire.database.persons import persons
from briefwire.database.revision import applied_revision, expected_revision
from briefwire.database.statements import SCHEMA, script, statement
from scrapers.registry import SourceDeclaration


def migrate(dsn: str, *, archive: str, declarations: Mapping[str, SourceDeclaration]) -> str:
    """Brings the database of `dsn` to the newest revision and returns that revision. Repeating it changes nothing.

    The login needs CREATE on the database and either CREATEROLE or membership in briefwire_admin; everything made belongs to briefwire_admin.
    `declarations` become rows of `source`, the program's own tables of agencies, of countries and actors and of persons rows of theirs; `archive` (a directory
    or an fsspec URL) becomes the root that archive files are relative to.
    Several processes may migrate at once: they wait for each other. Raises `DatabaseUnreachable` or `MigrationError`.
    """
    engine = create_engine("postgresql+psycopg2://", creator=lambda: _open(dsn), poolclass=NullPool)
    # The advisory lock, SET LOCAL ROLE and every statement belong to this one transaction.
    with engine.connect() as connection, connection.begin():
        raw: Any = connection.connection
        with raw.cursor() as cursor:
            _become_admin(cursor)
            cursor.execute("SELECT to_regclass('briefwire.alembic_version')")
            before = applied_revision(cursor) if cursor.fetchone() != (None,) else None
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        with raw.cursor() as cursor:
            if before != expected_revision():
                _renew_views(cursor)
            _synchronise(cursor, archive, declarations)
    return expected_revision()


def _open(dsn: str) -> Connection:
    try:
        return psycopg2.connect(dsn, application_name="briefwire migrate")
    except psycopg2.OperationalError as error:
        raise DatabaseUnreachable(f"cannot migrate, no connection: {str(error).strip()}") from error


def _become_admin(cursor: Cursor) -> None:
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('briefwire migrate', 0))")
    try:
        cursor.execute(script("roles"))
        cursor.execute(script("schemas"))
        cursor.execute("SET LOCAL ROLE briefwire_admin")
    except (psycopg2.errors.InsufficientPrivilege, psycopg2.errors.InvalidRoleSpecification) as error:
        diagnostics = error.diag
        advice = diagnostics.message_hint or (
            "Migrate as a role with CREATE on the database and CREATEROLE, or as a member of briefwire_admin (BRIEFWIRE_ADMIN_DSN)."
        )
        raise MigrationError(f"cannot migrate: {diagnostics.message_primary}. {advice}") from error


def _renew_views(cursor: Cursor) -> None:
    for path in sorted((SCHEMA / "v1").glob("*.sql")):
        cursor.execute(path.read_text(encoding="utf8"))


def _synchronise(cursor: Cursor, archive: str, declarations: Mapping[str, SourceDeclaration]) -> None:
    for name, declaration in declarations.items():
        fields = declaration.model_dump(include={"title", "kind", "country", "language", "time_zone", "text_licence"})
        history = declaration.history
        past = {"history_kind": history.kind, "history_since": history.since, "settles": history.settles}
        cursor.execute(statement("sync_source"), fields | past | {"source": name})
    cursor.execute(statement("sync_archive_root"), {"uri": archive.rstrip("/")})
    cursor.execute(statement("sync_agencies"), {"agencies": json.dumps([agency.model_dump() for agency in all_agencies()])})
    cursor.execute(statement("sync_subjects"), {"subjects": json.dumps([asdict(subject) for subject in subjects()], ensure_ascii=False)})
    cursor.execute(statement("sync_persons"), persons())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCHEMA / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
