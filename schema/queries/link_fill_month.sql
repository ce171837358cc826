-- What the signatures of a month still hold of its index.
INSERT INTO briefwire.fingerprint (hash, number, day)
SELECT
    h.hash,
    s.number,
    s.day
FROM briefwire.signature AS s
CROSS JOIN LATERAL unnest(s.fingerprints) AS h (hash)
WHERE s.day >= %(month)s AND s.day < %(month)s + interval '1 month' AND s.sig_version = %(sig_version)s;
