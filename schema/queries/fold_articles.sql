-- The articles that this run read, each computed anew from all its captures by the rules of merge_policy.csv beside this file.
-- Order of loading cannot matter: a capture that is older than what stands changes only what an older one may.
INSERT INTO briefwire.article AS standing (
    article_id, source, native_key, url, title, body, content_digest, language, in_scope, scope_reason, place, agency, byline,
    dateline_date, published_at, published_at_method, published_at_zone, published_at_confidence, modified_at, first_seen_at, revision,
    parser, parser_version, archive_file, archive_offset, archive_length, archive_digest, run_id
)
SELECT
    touched.article_id,
    r.source,
    opening.native_key,
    opening.url,
    p.title,
    p.body,
    p.content_digest,
    f.language,
    f.in_scope,
    f.scope_reason,
    f.place,
    f.agency,
    f.byline,
    f.dateline_date,
    d.published_at,
    d.published_at_method,
    d.published_at_zone,
    d.published_at_confidence,
    f.modified_at,
    f.first_seen_at,
    p.revision,
    opening.parser,
    opening.parser_version,
    opening.archive_file,
    opening.archive_offset,
    opening.archive_length,
    opening.archive_digest,
    opening.run_id
FROM briefwire.staged_decision AS touched
INNER JOIN briefwire.run AS r ON touched.run_id = r.run_id
INNER JOIN LATERAL (
    SELECT
        min(c.captured_at) AS first_seen_at,
        (array_agg(c.in_scope ORDER BY c.captured_at DESC))[1] AS in_scope,
        (array_agg(c.scope_reason ORDER BY c.captured_at DESC))[1] AS scope_reason,
        (array_agg(c.language ORDER BY c.captured_at DESC) FILTER (WHERE c.language IS NOT NULL))[1] AS language,
        (array_agg(c.place ORDER BY c.captured_at DESC) FILTER (WHERE c.place IS NOT NULL))[1] AS place,
        (array_agg(c.agency ORDER BY c.captured_at DESC) FILTER (WHERE c.agency IS NOT NULL))[1] AS agency,
        (array_agg(c.byline ORDER BY c.captured_at DESC) FILTER (WHERE c.byline IS NOT NULL))[1] AS byline,
        (array_agg(c.dateline_date ORDER BY c.captured_at DESC) FILTER (WHERE c.dateline_date IS NOT NULL))[1] AS dateline_date,
        (array_agg(c.modified_at ORDER BY c.captured_at DESC) FILTER (WHERE c.modified_at IS NOT NULL))[1] AS modified_at
    FROM briefwire.capture AS c
    WHERE c.article_id = touched.article_id
) AS f ON TRUE
INNER JOIN LATERAL (
    SELECT
        v.revision,
        v.title,
        v.body,
        v.content_digest,
        v.valid_from
    FROM briefwire.article_revision AS v
    WHERE v.article_id = touched.article_id
    ORDER BY v.revision DESC
    LIMIT 1
) AS p ON TRUE
INNER JOIN LATERAL (
    SELECT
        c.native_key,
        c.url,
        c.parser,
        c.parser_version,
        c.archive_file,
        c.archive_offset,
        c.archive_length,
        c.archive_digest,
        c.run_id
    FROM briefwire.capture AS c
    WHERE c.article_id = touched.article_id AND c.captured_at = p.valid_from
    LIMIT 1
) AS opening ON TRUE
LEFT JOIN LATERAL (
    SELECT
        c.published_at,
        c.published_at_method,
        c.published_at_zone,
        c.published_at_confidence
    FROM briefwire.capture AS c
    WHERE c.article_id = touched.article_id AND c.published_at IS NOT NULL
    ORDER BY array_position(ARRAY['high', 'medium', 'low'], c.published_at_confidence) NULLS LAST, c.captured_at
    LIMIT 1
) AS d ON TRUE
WHERE touched.run_id = %(run_id)s AND touched.kept
ON CONFLICT (article_id) DO UPDATE
    SET
        url = excluded.url,
        title = excluded.title,
        body = excluded.body,
        content_digest = excluded.content_digest,
        language = excluded.language,
        in_scope = excluded.in_scope,
        scope_reason = excluded.scope_reason,
        place = excluded.place,
        agency = excluded.agency,
        byline = excluded.byline,
        dateline_date = excluded.dateline_date,
        published_at = excluded.published_at,
        published_at_method = excluded.published_at_method,
        published_at_zone = excluded.published_at_zone,
        published_at_confidence = excluded.published_at_confidence,
        modified_at = excluded.modified_at,
        first_seen_at = excluded.first_seen_at,
        revision = excluded.revision,
        parser = excluded.parser,
        parser_version = excluded.parser_version,
        archive_file = excluded.archive_file,
        archive_offset = excluded.archive_offset,
        archive_length = excluded.archive_length,
        archive_digest = excluded.archive_digest,
        run_id = excluded.run_id
    WHERE
    (
        standing.url, standing.content_digest, standing.language, standing.in_scope, standing.scope_reason, standing.place, standing.agency,
        standing.byline, standing.dateline_date, standing.published_at, standing.published_at_method, standing.published_at_zone,
        standing.published_at_confidence, standing.modified_at, standing.first_seen_at, standing.revision, standing.parser,
        standing.parser_version, standing.archive_file, standing.archive_offset, standing.archive_length, standing.archive_digest,
        standing.run_id
    ) IS DISTINCT FROM (
        excluded.url, excluded.content_digest, excluded.language, excluded.in_scope, excluded.scope_reason, excluded.place, excluded.agency,
        excluded.byline, excluded.dateline_date, excluded.published_at, excluded.published_at_method, excluded.published_at_zone,
        excluded.published_at_confidence, excluded.modified_at, excluded.first_seen_at, excluded.revision, excluded.parser,
        excluded.parser_version, excluded.archive_file, excluded.archive_offset, excluded.archive_length, excluded.archive_digest,
        excluded.run_id
    );
