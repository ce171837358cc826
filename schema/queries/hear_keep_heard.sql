INSERT INTO briefwire.heard AS standing (
    article_id, content_digest, in_scope, language, agency, at, local_day, local_hour, dateline_date, hearing_version,
    event_day, day_rule, day_words, ministry, setting, spokesperson, title_words, words
)
SELECT
    n.article_id,
    n.content_digest,
    n.in_scope,
    n.language,
    n.agency,
    n.at,
    n.local_day,
    n.local_hour,
    n.dateline_date,
    %(hearing_version)s AS hearing_version,
    n.event_day,
    n.day_rule,
    n.day_words,
    n.ministry,
    n.setting,
    n.spokesperson,
    briefwire.search_words(a.title, n.language) AS title_words,
    setweight(briefwire.search_words(a.title, n.language), 'A') || setweight(briefwire.search_words(a.body, n.language), 'B') AS words
FROM
    jsonb_to_recordset(%(heard)s::jsonb)
        AS n (
            article_id uuid, content_digest text, in_scope boolean, language text, agency text, at timestamptz, local_day date,
            local_hour smallint, dateline_date date, event_day date, day_rule text, day_words text,
            ministry text, setting text, spokesperson text
        )
INNER JOIN briefwire.article AS a ON n.article_id = a.article_id
ON CONFLICT (article_id) DO UPDATE
    SET
        content_digest = excluded.content_digest,
        in_scope = excluded.in_scope,
        language = excluded.language,
        agency = excluded.agency,
        at = excluded.at,
        local_day = excluded.local_day,
        local_hour = excluded.local_hour,
        dateline_date = excluded.dateline_date,
        hearing_version = excluded.hearing_version,
        event_day = excluded.event_day,
        day_rule = excluded.day_rule,
        day_words = excluded.day_words,
        ministry = excluded.ministry,
        setting = excluded.setting,
        spokesperson = excluded.spokesperson,
        title_words = excluded.title_words,
        words = excluded.words
    WHERE standing IS DISTINCT FROM excluded;
