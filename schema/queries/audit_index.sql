-- Articles whose rows in the index of fingerprints are not those of their signature. Months that are not in the index are left out.
SELECT s.article_id
FROM briefwire.signature AS s
INNER JOIN briefwire.fingerprint_month AS m ON m.month = date_trunc('month', s.day)::date AND s.sig_version = m.sig_version
LEFT JOIN (
    SELECT
        f.number,
        f.day,
        count(*) AS kept,
        sum(f.hash) AS total
    FROM briefwire.fingerprint AS f
    WHERE f.day BETWEEN %(first)s AND %(last)s
    GROUP BY f.number, f.day
) AS i ON s.number = i.number AND s.day = i.day
WHERE
    s.day BETWEEN %(first)s AND %(last)s
    AND (
        coalesce(i.kept, 0) <> cardinality(s.fingerprints)
        OR i.total IS DISTINCT FROM (SELECT sum(h.hash) FROM unnest(s.fingerprints) AS h (hash))
    );
