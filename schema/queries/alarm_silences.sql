-- Silences that nobody ended and whose end was not yet told; all of them when `every`. Oldest first.
SELECT
    s.silence_id,
    s.source,
    s.reason,
    s.made_at,
    s.until_day,
    s.who,
    s.why,
    s.ended_at,
    s.end_told_at
FROM briefwire.silence AS s
WHERE (s.ended_at IS NULL AND s.end_told_at IS NULL) OR %(every)s
ORDER BY s.silence_id;
