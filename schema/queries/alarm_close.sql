UPDATE briefwire.alarm AS a
SET closed_at = greatest(a.opened_at, %(now)s), closed_as = c.closed_as, closed_under = c.closed_under
FROM jsonb_to_recordset(%(closings)s) AS c (alarm_id bigint, closed_as text, closed_under bigint)
WHERE a.alarm_id = c.alarm_id AND a.closed_at IS NULL;
