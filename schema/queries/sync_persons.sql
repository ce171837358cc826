-- The tables of persons and terms as the program has them; only rows that differ are touched.
INSERT INTO briefwire.person AS standing (person, name, names)
SELECT
    n.person,
    n.name,
    n.names
FROM jsonb_to_recordset(%(persons)s::jsonb) AS n (person text, name text, names text[])
ON CONFLICT (person) DO UPDATE
    SET name = excluded.name, names = excluded.names
    WHERE standing IS DISTINCT FROM excluded;

DELETE FROM briefwire.person AS standing
WHERE NOT EXISTS (
    SELECT FROM jsonb_to_recordset(%(persons)s::jsonb) AS n (person text)
    WHERE n.person = standing.person
);

INSERT INTO briefwire.term AS standing (person, position, ministry, role, title, first_day, last_day, evidence, shows)
SELECT
    n.person,
    n.position,
    n.ministry,
    n.role,
    n.title,
    n.first_day,
    n.last_day,
    n.evidence,
    n.shows
FROM
    jsonb_to_recordset(%(terms)s::jsonb)
        AS n (
            person text, position smallint, ministry text, role text, title text, first_day date, last_day date, evidence text, shows text
        )
ON CONFLICT (person, position) DO UPDATE
    SET
        ministry = excluded.ministry,
        role = excluded.role,
        title = excluded.title,
        first_day = excluded.first_day,
        last_day = excluded.last_day,
        evidence = excluded.evidence,
        shows = excluded.shows
    WHERE standing IS DISTINCT FROM excluded;

DELETE FROM briefwire.term AS standing
WHERE NOT EXISTS (
    SELECT FROM jsonb_to_recordset(%(terms)s::jsonb) AS n (person text, position smallint)
    WHERE n.person = standing.person AND n.position = standing.position
);
