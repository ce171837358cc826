-- Days that are missing or the wrong way round would be answered by nothing, as if nothing had been said.
CREATE OR REPLACE FUNCTION v1.first_day_asked(from_day date, to_day date) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF from_day IS NULL OR to_day IS NULL OR from_day > to_day THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('no days from %s to %s', coalesce(from_day::text, 'NULL'), coalesce(to_day::text, 'NULL')),
            HINT = 'Give the first and the last day, both included: the same day twice for one day.';
    END IF;
    RETURN from_day;
END
$$;
COMMENT ON FUNCTION v1.first_day_asked(date, date) IS 'The first day of a question; fails where the days are missing or the wrong way round.';
REVOKE ALL ON FUNCTION v1.first_day_asked(date, date) FROM public;
GRANT EXECUTE ON FUNCTION v1.first_day_asked(date, date) TO briefwire_reader;

-- Runs with the rights of whoever asks, over the public views: what these withhold stays withheld. Without a search_path of its own, so
-- that it is inlined into the query that calls it; every name is written out.
CREATE OR REPLACE FUNCTION v1.what_was_said(ministry text, about text, from_day date, to_day date)
RETURNS TABLE (
    record text,
    day date,
    last_day date,
    ministry_code text,
    speaker text,
    speaker_role text,
    kind text,
    act text,
    statement text,
    about_countries text[],
    topics text[],
    setting text,
    source text,
    published_at timestamptz,
    url text,
    archive_uri text,
    archive_offset bigint,
    archive_digest text,
    credit text,
    carriers text[],
    carried jsonb,
    coverage text,
    statement_id uuid,
    utterance_id uuid,
    briefing_id uuid,
    article_id uuid
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
(
    SELECT
        'statement'::text, t.day, t.day, t.ministry, COALESCE(t.speaker_name, t.speaker), t.speaker_role, t.kind, t.act, t.text, t.about, t.topics,
        b.setting, a.source, a.published_at, a.url, a.archive_uri, a.archive_offset, a.archive_digest, a.agency, c.carriers, c.carried, NULL::text,
        t.statement_id, t.utterance_id, t.briefing_id, t.article_id
    FROM v1.utterance AS u
    INNER JOIN v1.statement AS t ON u.statement_id OPERATOR(pg_catalog.=) t.statement_id
    INNER JOIN v1.article AS a ON t.article_id OPERATOR(pg_catalog.=) a.article_id
    INNER JOIN v1.briefing AS b ON t.briefing_id OPERATOR(pg_catalog.=) b.briefing_id
    LEFT JOIN LATERAL (
        SELECT
            pg_catalog.array_agg(DISTINCT g.source) AS carriers,
            pg_catalog.jsonb_agg(
                pg_catalog.jsonb_build_object(
                    'source', g.source, 'url', g.url, 'published_at', g.published_at, 'lag', g.lag, 'credit', g.credit,
                    'verbatim_share', g.verbatim_share, 'article_id', g.article_id, 'statement_id', g.statement_id
                ) ORDER BY g.published_at, g.source, g.statement_id
            ) AS carried
        FROM v1.carriage AS g
        WHERE g.utterance_id OPERATOR(pg_catalog.=) u.utterance_id
    ) AS c ON TRUE
    WHERE
        t.ministry_voice
        AND (what_was_said.ministry IS NULL OR u.ministry OPERATOR(pg_catalog.=) v1.country_code(what_was_said.ministry))
        AND (
            what_was_said.about IS NULL
            OR t.about OPERATOR(pg_catalog.@>) ARRAY[v1.subject_code(what_was_said.about)]
            OR t.about_actors OPERATOR(pg_catalog.@>) ARRAY[v1.subject_code(what_was_said.about)]
        )
        AND u.day OPERATOR(pg_catalog.>=) v1.first_day_asked(what_was_said.from_day, what_was_said.to_day) AND u.day OPERATOR(pg_catalog.<=) what_was_said.to_day
)
UNION ALL
(
    SELECT
        CASE WHEN g.held THEN 'covered' ELSE 'not covered' END, pg_catalog.min(g.day), pg_catalog.max(g.day), s.country, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, g.source, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, g.coverage, NULL, NULL, NULL, NULL
    FROM (
        SELECT
            k.source, k.day, k.held, k.coverage,
            k.day OPERATOR(pg_catalog.-) (
                pg_catalog.row_number() OVER (PARTITION BY k.source, k.held, k.coverage ORDER BY k.day)
            )::integer AS stretch
        FROM (
            SELECT
                y.source, y.day,
                y.state OPERATOR(pg_catalog.=) ANY (ARRAY['complete', 'silent']) AS held,
                CASE WHEN y.state OPERATOR(pg_catalog.=) ANY (ARRAY['complete', 'silent']) THEN 'complete' ELSE y.reason END AS coverage
            FROM v1.coverage_calendar AS y
            WHERE y.day OPERATOR(pg_catalog.>=) v1.first_day_asked(what_was_said.from_day, what_was_said.to_day) AND y.day OPERATOR(pg_catalog.<=) what_was_said.to_day
        ) AS k
    ) AS g
    INNER JOIN v1.source AS s ON g.source OPERATOR(pg_catalog.=) s.source
    WHERE what_was_said.ministry IS NULL OR s.kind OPERATOR(pg_catalog.=) 'outlet' OR s.country OPERATOR(pg_catalog.=) v1.country_code(what_was_said.ministry)
    GROUP BY g.source, s.country, g.held, g.coverage, g.stretch
)
$$;

COMMENT ON FUNCTION v1.what_was_said(text, text, date, date) IS
'What the foreign ministry of a country said about a country or actor on the days asked for, both included; by code or name (v1.subject), NULL: any ministry, '
'about anything. '
'Rows of record statement: one for each utterance, in the words of its first attestation, with who spoke, the citation (url; archive_uri, archive_offset, '
'archive_digest), the sources that carried it (carriers) and each carriage with its lag (carried). Rows of record covered and not covered: for each source, '
'the stretches of the asked days (day to last_day) that are held whole, or not, and why (coverage): where no statement stands on covered days, none was found; '
'on others nobody knows.';
REVOKE ALL ON FUNCTION v1.what_was_said(text, text, date, date) FROM public;
GRANT EXECUTE ON FUNCTION v1.what_was_said(text, text, date, date) TO briefwire_reader;
