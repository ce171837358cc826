"""Alembic's entry point. `briefwire.database.migrate` hands over an open connection inside its transaction; there is no other way in."""

from alembic import context

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("run: briefwire migrate")

context.configure(connection=connection, version_table_schema="briefwire")
with context.begin_transaction():
    context.run_migrations()
