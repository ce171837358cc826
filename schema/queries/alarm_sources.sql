-- Declared sources, with the last time that somebody looked at each that is polled (a poll that died did not), and with the begin of the
-- first run of all.
SELECT
    s.source,
    s.time_zone,
    s.history_kind = 'none' AS polled,
    max(coalesce(r.looked_at, r.started_at)) FILTER (WHERE r.verdict <> 'crashed') AS last_poll,
    (SELECT min(f.started_at) FROM briefwire.run AS f) AS first_run
FROM briefwire.source AS s
LEFT JOIN briefwire.run AS r ON s.source = r.source AND s.history_kind = 'none'
WHERE s.history_kind IS NOT NULL
GROUP BY s.source, s.time_zone, s.history_kind
ORDER BY s.source;
