-- One row for each other day of the source that went well and was looked at when it was over: the run with the most candidates.
SELECT DISTINCT ON (r.day)
    r.day,
    r.candidates,
    coalesce(r.read, 0) AS read,
    coalesce(r.titled, 0) AS titled,
    coalesce(r.bodied, 0) AS bodied,
    coalesce(r.dated, 0) AS dated,
    coalesce(r.bylined, 0) AS bylined,
    coalesce(r.placed, 0) AS placed,
    coalesce(r.credited, 0) AS credited
FROM briefwire.run AS r
INNER JOIN briefwire.source AS s ON r.source = s.source
WHERE
    r.source = %(source)s
    AND r.day BETWEEN %(day)s::date - %(window)s::integer AND %(day)s::date + %(window)s::integer
    AND r.day <> %(day)s::date
    AND r.published
    AND r.verdict = 'ok'
    AND r.candidates IS NOT NULL
    AND r.looked_at >= (r.day + 1)::timestamp AT TIME ZONE s.time_zone
ORDER BY r.day ASC, r.candidates DESC, r.read DESC NULLS LAST, r.looked_at DESC, r.run_id ASC;
