-- Only within a transaction that closes it again.
UPDATE briefwire.run AS r
SET ended_at = NULL, verdict = NULL, reason = NULL
WHERE r.run_id = %(run_id)s AND r.ended_at IS NOT NULL;
