"""Makes the login roles of the compose file, or gives them the passwords now in .env: a member of each group role that consumers and the pipeline need.

Reads BRIEFWIRE_DSN (the migrator's) and one password variable per login. A password reaches the server only as its SCRAM verifier.
"""

import os
import sys
from collections.abc import Mapping

import psycopg2
from psycopg2 import extensions, sql

# login role -> (its group role, the variable with its password)
LOGINS = {
    "briefwire_login_loader": ("briefwire_loader", "BRIEFWIRE_LOADER_PASSWORD"),
    "briefwire_login_analyst": ("briefwire_analyst", "BRIEFWIRE_ANALYST_PASSWORD"),
    "briefwire_login_reader": ("briefwire_reader", "BRIEFWIRE_READER_PASSWORD"),
}


def make(connection: extensions.connection, passwords: Mapping[str, str]) -> None:
    """Makes or updates every login in one transaction. `passwords` maps variable names to passwords. Raises KeyError when one is missing."""
    with connection, connection.cursor() as cursor:
        database = sql.Identifier(connection.info.dbname)
        cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO briefwire_reader").format(database))
        for login, (group, variable) in LOGINS.items():
            name = sql.Identifier(login)
            verifier = extensions.encrypt_password(passwords[variable], login, scope=connection, algorithm="scram-sha-256")
            cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,))
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE ROLE {}").format(name))
            cursor.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD %s").format(name), (verifier,))
            cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(group), name))


if __name__ == "__main__":
    try:
        make(psycopg2.connect(os.environ["BRIEFWIRE_DSN"]), os.environ)
    except (KeyError, psycopg2.Error) as error:
        sys.exit(f"the login roles could not be made: {error!r}")
