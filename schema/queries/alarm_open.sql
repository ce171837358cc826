INSERT INTO briefwire.alarm (source, reason, days, words, opened_at, last_seen_at)
SELECT
    t.source,
    t.reason,
    t.days,
    t.words,
    %(now)s AS opened_at,
    %(now)s AS last_seen_at
FROM jsonb_to_recordset(%(troubles)s) AS t (source text, reason text, days date[], words text);
