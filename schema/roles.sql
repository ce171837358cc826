-- The group roles. They belong to the whole server, not to one database, so this file may meet them already there and may run at the same
-- time for two databases. Nobody logs in as one of them: an administrator grants them to login roles.
--   briefwire_reader    sees schema v1 and nothing else; the text of licensed sources is withheld
--   briefwire_analyst   reader, with the text
--   briefwire_loader    writes what loading writes; no DDL
--   briefwire_admin     owns every object
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['briefwire_reader', 'briefwire_analyst', 'briefwire_loader', 'briefwire_admin'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION
                WHEN duplicate_object OR unique_violation THEN
                    NULL;
                WHEN insufficient_privilege THEN
                    RAISE insufficient_privilege USING
                        MESSAGE = format('role %I does not exist and %I may not create roles', wanted, current_user),
                        HINT = 'Migrate as a role with CREATEROLE (BRIEFWIRE_ADMIN_DSN), or let an administrator run schema/roles.sql '
                            'and grant briefwire_admin to the migrating role.';
            END;
        END IF;
    END LOOP;

    IF EXISTS (
        SELECT FROM pg_catalog.pg_roles
        WHERE rolcanlogin AND rolname IN ('briefwire_reader', 'briefwire_analyst', 'briefwire_loader', 'briefwire_admin')
    ) THEN
        RAISE invalid_role_specification USING
            MESSAGE = 'a Briefwire group role may log in',
            HINT = 'They are groups: ALTER ROLE ... NOLOGIN, and grant them to login roles of other names.';
    END IF;
END
$$;

DO $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT * FROM (VALUES
            ('briefwire_reader', 'briefwire_analyst'),
            ('briefwire_reader', 'briefwire_loader'),
            ('briefwire_analyst', 'briefwire_admin'),
            ('briefwire_loader', 'briefwire_admin')
        ) AS membership (granted, member)
    LOOP
        IF NOT EXISTS (
            SELECT FROM pg_catalog.pg_auth_members AS m
            WHERE m.roleid = part.granted::regrole AND m.member = part.member::regrole
        ) THEN
            BEGIN
                EXECUTE format('GRANT %I TO %I', part.granted, part.member);
            EXCEPTION
                WHEN insufficient_privilege THEN
                    RAISE insufficient_privilege USING
                        MESSAGE = format('%I may not grant %I to %I', current_user, part.granted, part.member),
                        HINT = 'Let an administrator run schema/roles.sql once.';
            END;
        END IF;
    END LOOP;

    -- A role with CREATEROLE that has just made briefwire_admin is not yet a member that may act as it. One that may not grant it may still have
    -- been given it: whether it can act as briefwire_admin shows when it tries.
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        BEGIN
            EXECUTE 'GRANT briefwire_admin TO CURRENT_USER';
        EXCEPTION
            WHEN insufficient_privilege THEN
                NULL;
        END;
    END IF;
END
$$;
