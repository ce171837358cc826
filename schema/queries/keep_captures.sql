-- The same bytes read twice are one capture: the reading of the later run counts.
INSERT INTO briefwire.capture AS standing (
    article_id, captured_at, run_id, read_at, native_key, url, content_digest, language, in_scope, scope_reason, place, agency, byline,
    dateline_date, published_at, published_at_method, published_at_zone, published_at_confidence, modified_at,
    parser, parser_version, archive_file, archive_offset, archive_length, archive_digest
)
SELECT
    d.article_id,
    s.captured_at,
    s.run_id,
    r.started_at,
    s.native_key,
    s.url,
    s.content_digest,
    s.language,
    s.in_scope,
    s.scope_reason,
    s.place,
    s.agency,
    s.byline,
    s.dateline_date,
    s.published_at,
    s.published_at_method,
    s.published_at_zone,
    s.published_at_confidence,
    s.modified_at,
    s.parser,
    s.parser_version,
    s.archive_file,
    s.archive_offset,
    s.archive_length,
    s.archive_digest
FROM briefwire.staged_decision AS d
INNER JOIN briefwire.staged_article AS s ON d.number = s.number
INNER JOIN briefwire.run AS r ON d.run_id = r.run_id
WHERE d.run_id = %(run_id)s AND d.kept
ON CONFLICT (article_id, captured_at) DO UPDATE
    SET
        run_id = excluded.run_id,
        read_at = excluded.read_at,
        native_key = excluded.native_key,
        url = excluded.url,
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
        parser = excluded.parser,
        parser_version = excluded.parser_version,
        archive_file = excluded.archive_file,
        archive_offset = excluded.archive_offset,
        archive_length = excluded.archive_length,
        archive_digest = excluded.archive_digest
    WHERE
    (excluded.read_at, excluded.run_id) >= (standing.read_at, standing.run_id)
    AND standing IS DISTINCT FROM excluded;
