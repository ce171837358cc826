-- One row for each source and day, computed from the runs as they stand: right the moment a run closes.
--   a source with a past    each run reads the pages of its own day: a day is judged by the runs over it
--   a polled source         each poll reads whatever days the site shows just then. As long as each poll still shows something of the one
--                           before, nothing was missed between them: a day is judged by the polls since it began. A poll that shows
--                           nothing of the one before (verdict short) leaves a gap: nobody can fetch what was shown in between
-- A run that published but left pages to the next one (over_budget) does not make a day complete.
CREATE OR REPLACE VIEW v1.coverage_calendar AS
WITH known AS (
    SELECT
        s.source,
        s.country,
        s.time_zone,
        s.history_kind = 'none' AS polled,
        s.history_since,
        s.settles,
        (now() AT TIME ZONE s.time_zone)::date AS today
    FROM briefwire.source AS s
    WHERE s.history_kind IS NOT NULL
),

opening AS (
    SELECT
        least(
            min(k.history_since), min(k.today),
            (SELECT min((SELECT min(r.day) FROM briefwire.run AS r WHERE r.source = s.source)) FROM briefwire.source AS s)
        ) AS day
    FROM known AS k
),

calendar AS (
    SELECT
        k.source,
        g.day::date AS day,
        k.country,
        k.polled,
        k.history_since,
        k.today,
        g.day AT TIME ZONE k.time_zone AS begins_at,
        (g.day + interval '1 day') AT TIME ZONE k.time_zone AS ends_at,
        (g.day + make_interval(days => 1 + k.settles)) AT TIME ZONE k.time_zone AS settles_at
    FROM known AS k
    CROSS JOIN opening AS o
    CROSS JOIN LATERAL generate_series(o.day::timestamp, k.today::timestamp, interval '1 day') AS g (day)
),

-- The first day of which polling saw everything: the site's oldest item was then of a day before, or it was the day of the first poll.
polled_from AS (
    SELECT
        k.source,
        f.day
    FROM known AS k
    CROSS JOIN
        LATERAL (
            SELECT least(r.listing_oldest + 1, r.day) AS day
            FROM briefwire.run AS r
            WHERE r.source = k.source AND r.published
            ORDER BY r.looked_at, r.run_id
            LIMIT 1
        ) AS f
    WHERE k.polled
),

-- Days that a gap between two polls touches: its first and its last one were seen in part (edge), those between not at all.
gaps AS (
    SELECT DISTINCT ON (p.source, g.day)
        p.source,
        g.day::date AS day,
        g.day::date IN (p.last_look, p.listing_oldest) AS edge,
        p.run_id,
        p.verdict,
        p.reason,
        p.looked_at
    FROM (
        SELECT
            r.source,
            r.run_id,
            r.verdict,
            r.reason,
            r.looked_at,
            r.listing_oldest,
            b.listing_newest AS newest_before,
            (b.looked_at AT TIME ZONE k.time_zone)::date AS last_look
        FROM known AS k
        INNER JOIN briefwire.run AS r ON k.source = r.source AND r.verdict = 'short'
        CROSS JOIN
            LATERAL (
                SELECT
                    q.listing_newest,
                    q.looked_at
                FROM briefwire.run AS q
                WHERE
                    q.source = r.source AND q.ended_at IS NOT NULL AND (q.published OR q.verdict = 'short')
                    AND (q.looked_at, q.run_id) < (r.looked_at, r.run_id)
                ORDER BY q.looked_at DESC, q.run_id DESC
                LIMIT 1
            ) AS b
        WHERE k.polled
    ) AS p
    CROSS JOIN LATERAL generate_series(p.last_look::timestamp, p.listing_oldest::timestamp, interval '1 day') AS g (day)
    WHERE p.listing_oldest >= p.newest_before
    ORDER BY p.source, g.day, p.looked_at
),

expected_of_weekday AS (
    SELECT
        k.source,
        d.weekday,
        e.expected
    FROM known AS k
    CROSS JOIN generate_series(1, 7) AS d (weekday)
    CROSS JOIN LATERAL (
        SELECT r.expected
        FROM briefwire.run AS r
        WHERE r.source = k.source AND r.expected IS NOT NULL AND extract(ISODOW FROM r.day) = d.weekday
        ORDER BY r.started_at DESC, r.run_id DESC
        LIMIT 1
    ) AS e
),

-- Each day asks the runs of its own: what an answer costs goes by the days that are asked for, not by all the runs there ever were.
facts AS (
    SELECT
        c.source,
        c.day,
        coalesce(e.expected, w.expected) AS expected,
        coalesce(f.candidates, 0) AS candidates,
        (
            SELECT count(*)
            FROM briefwire.article AS a
            WHERE a.source = c.source AND a.published_at >= c.begins_at AND a.published_at < c.ends_at
        ) + (
            SELECT count(*)
            FROM briefwire.article AS a
            WHERE a.source = c.source AND a.dateline_date = c.day AND a.published_at IS NULL
        ) AS loaded,
        c.polled,
        NOT c.polled AND c.day < c.history_since AS before_history,
        c.polled AND c.day < c.today AS past_of_polls,
        coalesce(d.looked_at, p.looked_at) >= c.settles_at AS settled,
        coalesce(d.run_id, p.run_id) AS whole_run,
        coalesce(d.verdict, p.verdict) AS whole_verdict,
        coalesce(d.reason, p.reason) AS whole_reason,
        coalesce(d.looked_at, p.looked_at) AS whole_look,
        coalesce(g.edge, FALSE) AS cut,
        coalesce(NOT g.edge, FALSE) AS missed,
        g.run_id AS gap_run,
        g.verdict AS gap_verdict,
        g.reason AS gap_reason,
        g.looked_at AS gap_look,
        l.run_id AS last_run,
        l.verdict AS last_verdict,
        l.reason AS last_reason,
        l.looked_at AS last_look,
        h.name AS holiday
    FROM calendar AS c
    -- The fullest that a run saw of the day: of those that published, else of any.
    LEFT JOIN LATERAL (
        SELECT coalesce(max(n.candidates) FILTER (WHERE n.published), max(n.candidates)) AS candidates
        FROM (
            SELECT
                r.published,
                r.candidates
            FROM briefwire.run AS r
            WHERE NOT c.polled AND r.source = c.source AND r.day = c.day AND r.ended_at IS NOT NULL
            UNION ALL
            SELECT
                r.published,
                n.candidates
            FROM briefwire.run_day AS n
            INNER JOIN briefwire.run AS r ON n.run_id = r.run_id
            WHERE c.polled AND n.source = c.source AND n.day = c.day AND r.ended_at IS NOT NULL
        ) AS n
    ) AS f ON TRUE
    LEFT JOIN LATERAL (
        SELECT r.expected
        FROM briefwire.run AS r
        WHERE r.source = c.source AND r.day = c.day AND r.expected IS NOT NULL
        ORDER BY r.started_at DESC, r.run_id DESC
        LIMIT 1
    ) AS e ON TRUE
    LEFT JOIN expected_of_weekday AS w ON c.source = w.source AND extract(ISODOW FROM c.day) = w.weekday
    -- The run that looked last at the day and published what it found, whole.
    LEFT JOIN LATERAL (
        SELECT
            r.run_id,
            r.verdict,
            r.reason,
            r.looked_at
        FROM briefwire.run AS r
        WHERE NOT c.polled AND r.source = c.source AND r.day = c.day AND r.published AND r.verdict = 'ok'
        ORDER BY r.looked_at DESC, r.run_id DESC
        LIMIT 1
    ) AS d ON TRUE
    LEFT JOIN polled_from AS o ON c.source = o.source
    -- The first poll after a polled day had settled, else the last one since the day began.
    LEFT JOIN LATERAL (
        SELECT
            v.run_id,
            v.verdict,
            v.reason,
            v.looked_at
        FROM (
            (
                SELECT
                    1 AS choice,
                    r.run_id,
                    r.verdict,
                    r.reason,
                    r.looked_at
                FROM briefwire.run AS r
                WHERE c.day >= o.day AND r.published AND r.source = c.source AND r.looked_at >= c.settles_at
                ORDER BY r.looked_at
                LIMIT 1
            )
            UNION ALL
            (
                SELECT
                    2 AS choice,
                    r.run_id,
                    r.verdict,
                    r.reason,
                    r.looked_at
                FROM briefwire.run AS r
                WHERE c.day >= o.day AND r.published AND r.source = c.source AND r.looked_at >= c.begins_at
                ORDER BY r.looked_at DESC
                LIMIT 1
            )
        ) AS v
        ORDER BY v.choice
        LIMIT 1
    ) AS p ON TRUE
    LEFT JOIN gaps AS g ON c.source = g.source AND c.day = g.day
    -- The newest of the runs over the day that are closed.
    LEFT JOIN LATERAL (
        SELECT
            r.run_id,
            r.verdict,
            r.reason,
            r.looked_at
        FROM briefwire.run AS r
        WHERE r.source = c.source AND r.day = c.day AND r.ended_at IS NOT NULL
        ORDER BY r.started_at DESC, r.run_id DESC
        LIMIT 1
    ) AS l ON TRUE
    LEFT JOIN briefwire.holiday AS h ON c.country = h.country AND c.day = h.day
),

judged AS (
    SELECT
        f.*,
        CASE
            WHEN f.before_history THEN 'outside history'
            WHEN f.cut THEN 'parser broken'
            WHEN f.missed THEN 'outside history'
            WHEN f.settled AND (f.candidates > 0 OR (f.polled AND f.loaded > 0)) THEN 'complete'
            WHEN f.settled AND f.holiday IS NOT NULL THEN 'holiday'
            WHEN f.settled THEN 'no briefing'
            WHEN f.whole_run IS NOT NULL THEN 'late window open'
            WHEN f.last_verdict = 'blocked' THEN 'blocked'
            WHEN f.last_verdict = 'unreachable' THEN 'unreachable'
            WHEN f.last_verdict IN ('empty', 'short', 'listing_moved', 'layout_changed') THEN 'parser broken'
            WHEN f.last_run IS NULL AND f.past_of_polls THEN 'outside history'
            ELSE 'not yet crawled'
        END AS reason
    FROM facts AS f
)

SELECT
    j.source,
    j.day,
    j.expected,
    CASE
        WHEN j.polled AND j.whole_run IS NOT NULL THEN greatest(j.candidates, j.loaded::integer)
        WHEN coalesce(j.whole_run, j.last_run) IS NOT NULL OR j.candidates > 0 THEN j.candidates
    END AS discovered,
    j.loaded::integer AS loaded,
    CASE j.reason
        WHEN 'complete' THEN 'complete'
        WHEN 'late window open' THEN 'open'
        WHEN 'no briefing' THEN 'silent'
        WHEN 'holiday' THEN 'silent'
        WHEN 'not yet crawled' THEN 'missing'
        WHEN 'outside history' THEN 'outside'
        ELSE 'short'
    END AS state,
    j.reason,
    CASE WHEN j.before_history THEN NULL ELSE coalesce(j.gap_reason, j.whole_reason, j.last_reason) END AS detail,
    CASE WHEN j.before_history THEN NULL ELSE coalesce(j.gap_verdict, j.whole_verdict, j.last_verdict) END AS verdict,
    CASE WHEN j.before_history THEN NULL ELSE coalesce(j.gap_run, j.whole_run, j.last_run) END AS run_id,
    CASE WHEN j.before_history THEN NULL ELSE coalesce(j.gap_look, j.whole_look, j.last_look) END AS looked_at,
    j.holiday
FROM judged AS j;

COMMENT ON VIEW v1.coverage_calendar IS
'What is held of each source and day, and why not more: one row for each, from the earliest day that any source can be asked for to today.';
COMMENT ON COLUMN v1.coverage_calendar.source IS 'Name of the source.';
COMMENT ON COLUMN v1.coverage_calendar.day IS 'Publication day, in the source''s zone.';
COMMENT ON COLUMN v1.coverage_calendar.expected IS 'Candidates that such a day usually has; NULL while the source''s history is too short to tell.';
COMMENT ON COLUMN v1.coverage_calendar.discovered IS
'Distinct addresses that the candidate rule let in, by the fullest run; NULL where no run looked. A polled source: those one poll showed, or all loaded.';
COMMENT ON COLUMN v1.coverage_calendar.loaded IS 'Articles that stand of that day: by published_at in the source''s zone, where unknown by the dateline.';
COMMENT ON COLUMN v1.coverage_calendar.state IS 'complete, open (more may come), silent (nothing was said), short, missing, or outside.';
COMMENT ON COLUMN v1.coverage_calendar.reason IS
'complete, late window open, no briefing, holiday, blocked, unreachable, parser broken, not yet crawled or outside history.';
COMMENT ON COLUMN v1.coverage_calendar.detail IS 'The deciding run''s own words.';
COMMENT ON COLUMN v1.coverage_calendar.verdict IS 'Its verdict.';
COMMENT ON COLUMN v1.coverage_calendar.run_id IS 'The run that decided; NULL where none did.';
COMMENT ON COLUMN v1.coverage_calendar.looked_at IS 'When that run looked.';
COMMENT ON COLUMN v1.coverage_calendar.holiday IS 'Name of the public holiday in the source''s country, whether or not it was silent.';
