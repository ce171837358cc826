CREATE OR REPLACE VIEW v1.subject AS
SELECT
    s.subject,
    s.kind,
    s.name,
    s.country,
    (SELECT coalesce(array_agg(n.name ORDER BY n.name), '{}') FROM briefwire.subject_name AS n WHERE n.subject = s.subject) AS names
FROM briefwire.subject AS s;

COMMENT ON VIEW v1.subject IS 'Countries and actors: what statements can be about, and by which names a question may call them.';
COMMENT ON COLUMN v1.subject.subject IS
'The code, as in v1.statement.about and about_actors: of a country ISO 3166-1 alpha-2 (and XK for Kosovo), of an actor the program''s own.';
COMMENT ON COLUMN v1.subject.kind IS 'country, organisation, court, armed_group or movement.';
COMMENT ON COLUMN v1.subject.name IS 'English name: of a country CLDR''s.';
COMMENT ON COLUMN v1.subject.country IS 'The country that an actor stands for; NULL for countries and for actors of none.';
COMMENT ON COLUMN v1.subject.names IS 'Names that it alone bears, in small letters: English, Chinese and Urdu.';

CREATE OR REPLACE VIEW v1.subject_name AS
SELECT
    n.name,
    n.subject
FROM briefwire.subject_name AS n;

COMMENT ON VIEW v1.subject_name IS 'The names of countries and actors, one a row.';
COMMENT ON COLUMN v1.subject_name.name IS 'The name, in small letters.';
COMMENT ON COLUMN v1.subject_name.subject IS 'Whose it is: v1.subject.';

-- These read a table and still call themselves immutable: the table changes in migrations alone, and only so does the planner know which
-- code it plans for, and refuse an unknown name before it runs anything.
CREATE OR REPLACE FUNCTION v1.subject_code(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found text := (SELECT s.subject FROM v1.subject AS s WHERE s.subject = upper(btrim(subject_code.name)));
BEGIN
    IF found IS NULL THEN
        found := (SELECT n.subject FROM v1.subject_name AS n WHERE n.name = lower(btrim(subject_code.name)));
    END IF;
    IF found IS NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('no country or actor is known as %L', subject_code.name),
            HINT = 'Codes and names are in v1.subject: SELECT subject, name, names FROM v1.subject ORDER BY name. A name that several countries bear belongs to none.';
    END IF;
    RETURN found;
END
$$;
COMMENT ON FUNCTION v1.subject_code(text) IS
'The code of a country or actor by its code or one of its names, in any case: ''CN'', ''china'', ''中国''; NULL of NULL. Fails for a name that v1.subject does not hold.';
REVOKE ALL ON FUNCTION v1.subject_code(text) FROM public;
GRANT EXECUTE ON FUNCTION v1.subject_code(text) TO briefwire_reader;

CREATE OR REPLACE FUNCTION v1.country_code(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found text := v1.subject_code(country_code.name);
BEGIN
    IF NOT EXISTS (SELECT FROM v1.subject AS s WHERE s.subject = found AND s.kind = 'country') THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('%L is no country and has no foreign ministry', country_code.name),
            HINT = 'Countries are in v1.subject: SELECT subject, name FROM v1.subject WHERE kind = ''country'' ORDER BY name.';
    END IF;
    RETURN found;
END
$$;
COMMENT ON FUNCTION v1.country_code(text) IS
'The ISO 3166-1 alpha-2 code of a country by its code or one of its names, in any case; NULL of NULL. Fails for what is no country.';
REVOKE ALL ON FUNCTION v1.country_code(text) FROM public;
GRANT EXECUTE ON FUNCTION v1.country_code(text) TO briefwire_reader;
