-- Runs of one source and day that nobody closed, and whether another DAG run is still at them.
SELECT
    r.run_id,
    coalesce(r.dag_run_id IS DISTINCT FROM %(dag_run_id)s AND r.step_at > %(busy_since)s AND r.dag_run_id IS NOT NULL, FALSE) AS busy,
    r.dag_run_id
FROM briefwire.run AS r
WHERE r.source = %(source)s AND r.day = %(day)s AND r.ended_at IS NULL
ORDER BY r.started_at, r.run_id
FOR UPDATE;
