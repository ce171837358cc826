-- One row for a known run, locked until the transaction ends.
SELECT
    r.ended_at IS NOT NULL AS closed,
    r.published,
    s.run_id IS NOT NULL AS staged
FROM briefwire.run AS r
LEFT JOIN briefwire.staged_run AS s ON r.run_id = s.run_id
WHERE r.run_id = %(run_id)s
FOR UPDATE OF r;
