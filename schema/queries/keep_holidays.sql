INSERT INTO briefwire.holiday AS standing (country, day, name)
SELECT
    g.country,
    g.day,
    g.name
FROM unnest(%(countries)s::text[], %(days)s::date[], %(names)s::text[]) AS g (country, day, name)
ON CONFLICT (country, day) DO UPDATE SET name = excluded.name WHERE standing.name <> excluded.name;
