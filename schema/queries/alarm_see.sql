-- The clock of a replay may stand still or be set back: an alarm is never seen before it was opened.
UPDATE briefwire.alarm AS a
SET days = t.days, words = t.words, last_seen_at = greatest(a.opened_at, %(now)s)
FROM jsonb_to_recordset(%(troubles)s) AS t (source text, reason text, days date[], words text)
WHERE a.closed_at IS NULL AND a.source = t.source AND a.reason = t.reason;
