-- Run once by the image's entry point, as the superuser, on an empty data folder: one server, two databases that know nothing of each other.
\getenv airflow_password AIRFLOW_DB_PASSWORD
\getenv migrator_password BRIEFWIRE_MIGRATOR_PASSWORD

CREATE ROLE airflow LOGIN PASSWORD :'airflow_password';
CREATE DATABASE airflow OWNER airflow;

-- Owns the database and makes its schemas and roles, which then belong to the group briefwire_admin; only the init service knows its password.
CREATE ROLE briefwire_login_migrator LOGIN CREATEROLE PASSWORD :'migrator_password';
CREATE DATABASE briefwire OWNER briefwire_login_migrator;

REVOKE ALL ON DATABASE airflow, briefwire, postgres, template1 FROM public;
