-- Out of the index what it holds of these articles, which stand in it between two days.
WITH old AS MATERIALIZED (
    SELECT
        s.number,
        s.day,
        h.hash
    FROM briefwire.signature AS s
    CROSS JOIN LATERAL unnest(s.fingerprints) AS h (hash)
    WHERE s.article_id = any(%(articles)s::uuid[])
)

DELETE FROM briefwire.fingerprint AS f
USING old
WHERE
    f.hash = any(array(SELECT o.hash FROM old AS o))
    AND f.day BETWEEN %(first)s AND %(last)s
    AND f.hash = old.hash
    AND f.number = old.number
    AND f.day = old.day;
