CREATE OR REPLACE VIEW v1.alarm AS
SELECT
    a.alarm_id,
    a.source,
    a.reason,
    a.days[1] AS first_day,
    a.days[cardinality(a.days)] AS last_day,
    a.days,
    a.words,
    a.opened_at,
    a.last_seen_at,
    a.told_at,
    a.closed_at,
    a.closed_as,
    a.closing_told_at,
    coalesce(a.closed_under, holding.silence_id) AS silence_id
FROM briefwire.alarm AS a
LEFT JOIN LATERAL (
    SELECT max(s.silence_id) AS silence_id
    FROM briefwire.silence AS s
    WHERE
        a.closed_at IS NULL
        AND (s.source IS NULL OR s.source = a.source)
        AND (s.reason IS NULL OR s.reason = a.reason)
        AND s.ended_at IS NULL
        AND now() < (s.until_day + 1)::timestamp AT TIME ZONE 'UTC'
) AS holding ON TRUE;

COMMENT ON VIEW v1.alarm IS
'Alarms raised from the coverage calendar and by the audit of families: one trouble of one source over all the days it lasts. '
'`briefwire quality` keeps them.';
COMMENT ON COLUMN v1.alarm.alarm_id IS 'Number of the alarm.';
COMMENT ON COLUMN v1.alarm.source IS 'Name of the source.';
COMMENT ON COLUMN v1.alarm.reason IS
'blocked, parser broken, unreachable or not yet crawled: the reason in the coverage calendar; families differ: what the nightly audit of families found.';
COMMENT ON COLUMN v1.alarm.first_day IS 'First day in trouble: of publication; for families differ, the link day (UTC).';
COMMENT ON COLUMN v1.alarm.last_day IS 'Last one.';
COMMENT ON COLUMN v1.alarm.days IS 'All of them, in order; days in between that are well are not among them.';
COMMENT ON COLUMN v1.alarm.words IS 'What the books, or the audit, say of the newest of these days.';
COMMENT ON COLUMN v1.alarm.opened_at IS 'When it was first seen.';
COMMENT ON COLUMN v1.alarm.last_seen_at IS 'When it was last seen.';
COMMENT ON COLUMN v1.alarm.told_at IS 'When people were last told of it; NULL: not yet.';
COMMENT ON COLUMN v1.alarm.closed_at IS 'When it was seen to be over; NULL while it is open.';
COMMENT ON COLUMN v1.alarm.closed_as IS
'well again; another reason (its days have a trouble of another kind now); left unmended (too old: nothing comes back to them by itself); no longer declared.';
COMMENT ON COLUMN v1.alarm.closing_told_at IS 'When people were told that it is over; NULL: not yet, or never to be.';
COMMENT ON COLUMN v1.alarm.silence_id IS 'The silence that keeps it from being told, or under which it was closed; NULL: none.';
