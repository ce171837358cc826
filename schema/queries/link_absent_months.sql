-- Of these months (first days) those that must be put into the index before it is searched: a month that has signatures, or is about to
-- have some, and is not whole in the index by this version; oldest first.
SELECT w.month
FROM unnest(%(months)s::date[]) AS w (month)
LEFT JOIN briefwire.fingerprint_month AS m ON w.month = m.month AND m.sig_version = %(sig_version)s
WHERE
    (m.month IS NULL OR to_regclass('briefwire.fingerprint_' || to_char(w.month, 'YYYYMM')) IS NULL)
    AND (
        w.month = any(%(filled)s::date[])
        OR EXISTS (
            SELECT FROM briefwire.signature AS s
            WHERE s.day >= w.month AND s.day < w.month + interval '1 month'
        )
    )
ORDER BY w.month;
