-- The two schemas, owned by briefwire_admin whoever migrates: `briefwire` is private, `v1` is what consumers see.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['briefwire', 'v1'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = wanted) THEN
            EXECUTE format('CREATE SCHEMA %I AUTHORIZATION briefwire_admin', wanted);
        ELSIF (SELECT nspowner FROM pg_catalog.pg_namespace WHERE nspname = wanted) <> 'briefwire_admin'::regrole THEN
            RAISE insufficient_privilege USING
                MESSAGE = format('schema %I is there already and does not belong to briefwire_admin', wanted),
                HINT = 'Rename it, or give Briefwire a database of its own.';
        END IF;
    END LOOP;
END
$$;
