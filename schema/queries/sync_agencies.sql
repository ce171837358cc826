-- The table of agencies as the program has it; only rows that differ are touched.
WITH declared AS (
    SELECT
        n.name,
        n.title,
        n.country,
        n.source,
        n.aliases
    FROM jsonb_to_recordset(%(agencies)s::jsonb) AS n (name text, title text, country text, source text, aliases text[])
),

renewed AS (
    INSERT INTO briefwire.agency AS standing (agency, title, country, source)
    SELECT
        d.name,
        d.title,
        d.country,
        d.source
    FROM declared AS d
    ON CONFLICT (agency) DO UPDATE
        SET title = excluded.title, country = excluded.country, source = excluded.source
        WHERE standing IS DISTINCT FROM excluded
)

INSERT INTO briefwire.agency_alias AS standing (alias, agency)
SELECT
    l.alias,
    d.name
FROM declared AS d
CROSS JOIN LATERAL unnest(d.aliases) AS l (alias)
ON CONFLICT (alias) DO UPDATE
    SET agency = excluded.agency
    WHERE standing.agency <> excluded.agency;

-- Aliases of an agency that is no longer there go with it.
DELETE FROM briefwire.agency_alias AS standing
WHERE NOT EXISTS (
    SELECT FROM jsonb_to_recordset(%(agencies)s::jsonb) AS n (name text, aliases text[])
    WHERE n.name = standing.agency AND standing.alias = any(n.aliases)
);
DELETE FROM briefwire.agency AS standing
WHERE NOT EXISTS (
    SELECT FROM jsonb_to_recordset(%(agencies)s::jsonb) AS n (name text)
    WHERE n.name = standing.agency
);
