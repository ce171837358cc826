CREATE OR REPLACE VIEW v1.robots AS
SELECT
    r.source,
    q.host,
    q.robots_digest,
    min(q.asked_at) AS first_seen_at,
    max(q.asked_at) AS last_seen_at
FROM briefwire.request AS q
INNER JOIN briefwire.run AS r ON q.run_id = r.run_id
WHERE q.robots_digest IS NOT NULL
GROUP BY r.source, q.host, q.robots_digest;

COMMENT ON VIEW v1.robots IS 'Every version of a host''s robots.txt that requests were judged by; its text lies in the archive.';
COMMENT ON COLUMN v1.robots.source IS 'Name of the source.';
COMMENT ON COLUMN v1.robots.host IS 'The host.';
COMMENT ON COLUMN v1.robots.robots_digest IS 'sha256:<hex> of the file.';
COMMENT ON COLUMN v1.robots.first_seen_at IS 'When a request was first judged by it.';
COMMENT ON COLUMN v1.robots.last_seen_at IS 'When one was last.';
