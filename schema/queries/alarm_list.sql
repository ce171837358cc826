-- Open alarms and those whose closing may have to be told; all of them when `every`. Oldest first.
SELECT
    a.alarm_id,
    a.source,
    a.reason,
    a.days,
    a.words,
    a.opened_at,
    a.last_seen_at,
    a.told_at,
    a.told_through,
    a.closed_at,
    a.closed_as,
    a.closed_under,
    a.closing_told_at
FROM briefwire.alarm AS a
WHERE a.closed_at IS NULL OR (a.closing_told_at IS NULL AND a.closed_at >= %(closed_since)s) OR %(every)s
ORDER BY a.opened_at, a.alarm_id;
