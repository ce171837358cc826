-- Runs of one source and day that nobody closed.
SELECT r.run_id
FROM briefwire.run AS r
WHERE r.source = %(source)s AND r.day = %(day)s AND r.ended_at IS NULL
ORDER BY r.started_at, r.run_id
FOR UPDATE;
