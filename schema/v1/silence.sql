CREATE OR REPLACE VIEW v1.silence AS
SELECT
    s.silence_id,
    coalesce(s.source, 'all') AS source,
    coalesce(s.reason, 'all') AS reason,
    s.made_at,
    s.until_day,
    s.who,
    s.why,
    s.ended_at,
    s.ended_at IS NULL AND now() < (s.until_day + 1)::timestamp AT TIME ZONE 'UTC' AS holds
FROM briefwire.silence AS s;

COMMENT ON VIEW v1.silence IS 'Alarms that somebody asked not to be told of, each with its end and its reason.';
COMMENT ON COLUMN v1.silence.silence_id IS 'Number of the silence.';
COMMENT ON COLUMN v1.silence.source IS 'Name of the source, or all.';
COMMENT ON COLUMN v1.silence.reason IS 'Reason of the alarm, or all.';
COMMENT ON COLUMN v1.silence.made_at IS 'When it was asked for.';
COMMENT ON COLUMN v1.silence.until_day IS 'Last day of it, UTC.';
COMMENT ON COLUMN v1.silence.who IS 'Who asked.';
COMMENT ON COLUMN v1.silence.why IS 'Why.';
COMMENT ON COLUMN v1.silence.ended_at IS 'When somebody ended it early; NULL otherwise.';
COMMENT ON COLUMN v1.silence.holds IS 'Whether it holds now.';
