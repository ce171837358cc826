UPDATE briefwire.run AS r
SET step_at = %(now)s
WHERE r.run_id = %(run_id)s AND r.ended_at IS NULL;
