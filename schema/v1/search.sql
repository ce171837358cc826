-- The index is private, so this runs with its owner's rights, and looks itself whether the caller may read the text of licensed sources:
-- who may not searches these by their titles only, for a search in a text tells what stands in it.
CREATE OR REPLACE FUNCTION v1.search(query text, at_most integer DEFAULT 50)
RETURNS TABLE (
    record text,
    rank real,
    headline text,
    source text,
    published_at timestamptz,
    title text,
    ministry text,
    speaker text,
    day date,
    url text,
    article_id uuid,
    statement_id uuid
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
WITH caller AS (
    SELECT
        pg_has_role(
            (CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END)::name,
            'briefwire_analyst', 'USAGE'
        ) AS reads_all
),

asked AS (
    SELECT
        websearch_to_tsquery('pg_catalog.english', search.query)
        || websearch_to_tsquery(
            'pg_catalog.simple',
            regexp_replace(regexp_replace(search.query, '([一-鿿]+)', '"\1"', 'g'), '([一-鿿])', ' \1 ', 'g')
        ) AS q
),

found AS (
    SELECT
        f.article_id,
        f.shown,
        f.rank
    FROM (
        SELECT
            h.article_id,
            TRUE AS shown,
            ts_rank(h.words, k.q) AS rank
        FROM asked AS k
        INNER JOIN briefwire.heard AS h ON h.words @@ k.q
        INNER JOIN briefwire.article AS a ON h.article_id = a.article_id
        INNER JOIN briefwire.source AS s ON a.source = s.source
        WHERE s.text_licence = 'open' OR (SELECT c.reads_all FROM caller AS c)
        UNION ALL
        SELECT
            h.article_id,
            FALSE AS shown,
            ts_rank(h.title_words, k.q) AS rank
        FROM asked AS k
        INNER JOIN briefwire.heard AS h ON h.title_words @@ k.q
        INNER JOIN briefwire.article AS a ON h.article_id = a.article_id
        INNER JOIN briefwire.source AS s ON a.source = s.source
        WHERE s.text_licence <> 'open' AND NOT (SELECT c.reads_all FROM caller AS c)
    ) AS f
    ORDER BY f.rank DESC, f.article_id
    LIMIT greatest(search.at_most, 0)
),

hits AS (
    SELECT
        'article' AS record,
        f.rank,
        regexp_replace(CASE WHEN f.shown THEN a.body ELSE a.title END, '\s+', ' ', 'g') AS txt,
        h.language,
        f.article_id,
        NULL::uuid AS statement_id,
        NULL::text AS ministry,
        NULL::text AS speaker,
        h.event_day AS day
    FROM found AS f
    INNER JOIN briefwire.heard AS h ON f.article_id = h.article_id
    INNER JOIN briefwire.article AS a ON f.article_id = a.article_id
    UNION ALL
    SELECT
        'statement' AS record,
        ts_rank(briefwire.search_words(p.txt, h.language), k.q) AS rank,
        p.txt,
        h.language,
        f.article_id,
        t.statement_id,
        t.ministry,
        coalesce(t.speaker_name, t.speaker) AS speaker,
        t.day
    FROM found AS f
    CROSS JOIN asked AS k
    INNER JOIN briefwire.heard AS h ON f.article_id = h.article_id
    INNER JOIN briefwire.article AS a ON f.article_id = a.article_id AND h.content_digest = a.content_digest
    INNER JOIN briefwire.statement AS t ON f.article_id = t.article_id
    CROSS JOIN LATERAL (SELECT substring(a.body, t.start_offset + 1, t.end_offset - t.start_offset) AS txt) AS p
    WHERE f.shown AND t.ministry_voice AND briefwire.search_words(p.txt, h.language) @@ k.q
)

SELECT
    i.record,
    i.rank,
    CASE
        WHEN i.language = 'en' THEN ts_headline('pg_catalog.english', i.txt, k.q)
        ELSE regexp_replace(
            ts_headline('pg_catalog.simple', regexp_replace(i.txt, '([一-鿿])', ' \1 ', 'g'), k.q), '([一-鿿](</b>)?) +(?=(<b>)?[一-鿿])', '\1', 'g'
        )
    END AS headline,
    a.source,
    a.published_at,
    a.title,
    i.ministry,
    i.speaker,
    i.day,
    a.url,
    i.article_id,
    i.statement_id
FROM hits AS i
CROSS JOIN asked AS k
INNER JOIN briefwire.article AS a ON i.article_id = a.article_id
ORDER BY i.record, i.rank DESC, a.published_at, i.article_id, i.statement_id
$$;

COMMENT ON FUNCTION v1.search(text, integer) IS
'Full-text search as in search engines (words, "phrases", or, -not): rows of record article, the best first and at_most of them, then rows of record statement: '
'the ministries'' statements in these articles that hold the words themselves. headline shows the words in <b>. Readers search licensed sources by their '
'titles only.';
REVOKE ALL ON FUNCTION v1.search(text, integer) FROM public;
GRANT EXECUTE ON FUNCTION v1.search(text, integer) TO briefwire_reader;
