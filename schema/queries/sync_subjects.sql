-- The table of countries and actors as the program has it; only rows that differ are touched.
INSERT INTO briefwire.subject AS standing (subject, kind, name, country)
SELECT
    n.code,
    n.kind,
    n.name,
    n.country
FROM jsonb_to_recordset(%(subjects)s::jsonb) AS n (code text, kind text, name text, country text)
ON CONFLICT (subject) DO UPDATE
    SET kind = excluded.kind, name = excluded.name, country = excluded.country
    WHERE standing IS DISTINCT FROM excluded;

DELETE FROM briefwire.subject AS standing
WHERE NOT EXISTS (
    SELECT FROM jsonb_to_recordset(%(subjects)s::jsonb) AS n (code text)
    WHERE n.code = standing.subject
);

DELETE FROM briefwire.subject_name AS standing
WHERE NOT EXISTS (
    SELECT FROM jsonb_to_recordset(%(subjects)s::jsonb) AS n (code text, names text[])
    WHERE n.code = standing.subject AND standing.name = any(n.names)
);

INSERT INTO briefwire.subject_name (name, subject)
SELECT
    l.name,
    n.code
FROM jsonb_to_recordset(%(subjects)s::jsonb) AS n (code text, names text[])
CROSS JOIN LATERAL unnest(n.names) AS l (name)
ON CONFLICT (name) DO NOTHING;
