SELECT o.url
FROM briefwire.outcome AS o
WHERE
    o.run_id = (
        SELECT r.run_id
        FROM briefwire.run AS r
        WHERE
            r.source = %(source)s
            AND r.ended_at IS NOT NULL
            AND (r.published OR r.verdict = 'short')
            AND r.started_at < (SELECT own.started_at FROM briefwire.run AS own WHERE own.run_id = %(run_id)s)
        ORDER BY r.started_at DESC, r.run_id DESC
        LIMIT 1
    );
