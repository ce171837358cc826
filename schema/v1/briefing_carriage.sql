CREATE OR REPLACE VIEW v1.briefing_carriage AS
WITH carried AS (
    SELECT
        t.briefing_id,
        t.article_id,
        array_agg(DISTINCT t.utterance_id) AS utterances
    FROM briefwire.statement AS t
    WHERE t.briefing_id IS NOT NULL
    GROUP BY t.briefing_id, t.article_id
)

SELECT
    c.briefing_id,
    c.article_id,
    a.source,
    a.published_at,
    a.published_at - e.first_published_at AS lag,
    a.agency AS credit,
    cardinality(c.utterances)::bigint AS carried,
    cardinality(e.utterances)::bigint AS of_all,
    (SELECT coalesce(array_agg(d.u ORDER BY d.u), '{}') FROM unnest(e.utterances) AS d (u) WHERE d.u <> all(c.utterances)) AS dropped,
    s.kind AS source_kind,
    a.url
FROM carried AS c
INNER JOIN briefwire.article AS a ON c.article_id = a.article_id
INNER JOIN briefwire.source AS s ON a.source = s.source
INNER JOIN LATERAL (
    SELECT
        array_agg(DISTINCT t.utterance_id) AS utterances,
        min(o.published_at) AS first_published_at
    FROM briefwire.statement AS t
    INNER JOIN briefwire.article AS o ON t.article_id = o.article_id
    WHERE t.briefing_id = c.briefing_id
) AS e ON TRUE;

COMMENT ON VIEW v1.briefing_carriage IS
'What each article carried of a briefing and what it dropped, counted in utterances: of all that any article held here has from that briefing.';
COMMENT ON COLUMN v1.briefing_carriage.briefing_id IS 'The briefing.';
COMMENT ON COLUMN v1.briefing_carriage.article_id IS 'An article with statements of it; the ministry''s own page included.';
COMMENT ON COLUMN v1.briefing_carriage.source IS 'Name of its source.';
COMMENT ON COLUMN v1.briefing_carriage.published_at IS 'When the site says it was published; NULL when it does not say.';
COMMENT ON COLUMN v1.briefing_carriage.lag IS 'Time of publication less that of the first article with words of the briefing.';
COMMENT ON COLUMN v1.briefing_carriage.credit IS 'Agency that it credits; several are joined by a slash.';
COMMENT ON COLUMN v1.briefing_carriage.carried IS 'How many of the briefing''s utterances it has.';
COMMENT ON COLUMN v1.briefing_carriage.of_all IS 'How many there are.';
COMMENT ON COLUMN v1.briefing_carriage.dropped IS 'Those that it does not have: v1.utterance.';
COMMENT ON COLUMN v1.briefing_carriage.source_kind IS 'outlet, or ministry for the ministry''s own page.';
COMMENT ON COLUMN v1.briefing_carriage.url IS 'Its address.';
