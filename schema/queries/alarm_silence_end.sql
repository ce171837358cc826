-- No row: there is no such silence that still holds.
UPDATE briefwire.silence AS s
SET ended_at = greatest(s.made_at, %(now)s)
WHERE s.silence_id = %(silence_id)s AND s.ended_at IS NULL AND %(now)s < (s.until_day + 1)::timestamp AT TIME ZONE 'UTC'
RETURNING s.silence_id;
