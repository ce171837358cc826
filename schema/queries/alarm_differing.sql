-- What the last audit of each day found and nobody has mended.
SELECT
    d.source,
    d.day,
    d.difference,
    count(*) AS differences,
    min(d.words) AS words
FROM briefwire.family_difference AS d
GROUP BY d.source, d.day, d.difference
ORDER BY d.source, d.day, d.difference;
