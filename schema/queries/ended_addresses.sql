SELECT DISTINCT o.url
FROM briefwire.run AS r
INNER JOIN briefwire.outcome AS o ON r.run_id = o.run_id
WHERE
    r.source = %(source)s
    AND r.day = %(day)s
    AND r.ended_at IS NOT NULL
    AND o.outcome IN ('loaded', 'revised', 'unchanged', 'duplicate_url', 'out_of_scope', 'gone', 'parse_failed', 'rejected');
