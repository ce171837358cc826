-- Pairs of one of these articles and any other, by their numbers: within the window of each other and with at least so many fingerprints
-- in common. All fingerprints together are one search of each month of the index (= any sorts them), whatever the planner believes of a
-- month without statistics. The first and last day stand as constants, so that other months are not even opened.
WITH own AS MATERIALIZED (
    SELECT
        s.number,
        s.day,
        h.hash
    FROM briefwire.signature AS s
    CROSS JOIN LATERAL unnest(s.fingerprints) AS h (hash)
    WHERE s.article_id = any(%(articles)s::uuid[])
)

SELECT
    own.number,
    f.number AS other_number
FROM briefwire.fingerprint AS f
INNER JOIN own
    ON
        f.hash = own.hash
        AND f.number <> own.number
        AND f.day BETWEEN own.day - %(window)s AND own.day + %(window)s
WHERE f.hash = any(array(SELECT o.hash FROM own AS o)) AND f.day BETWEEN %(first)s AND %(last)s
GROUP BY own.number, f.number
HAVING count(*) >= %(least)s;
