DELETE FROM briefwire.holiday AS h
USING (
    SELECT
        g.country,
        min(g.day) AS first,
        max(g.day) AS last,
        array_agg(g.day) AS days
    FROM unnest(%(countries)s::text[], %(days)s::date[]) AS g (country, day)
    GROUP BY g.country
) AS given
WHERE h.country = given.country AND h.day BETWEEN given.first AND given.last AND h.day <> all(given.days);
