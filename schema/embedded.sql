-- Login roles of the embedded server: members of one group each, owners of nothing (airflow: of its own database). Passwords are set apart.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['briefwire_login_loader', 'briefwire_login_analyst', 'briefwire_login_reader', 'airflow'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', wanted);
        END IF;
    END LOOP;
END
$$;

GRANT briefwire_loader TO briefwire_login_loader;
GRANT briefwire_analyst TO briefwire_login_analyst;
GRANT briefwire_reader TO briefwire_login_reader;
