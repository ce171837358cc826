COPY briefwire.staged_article (
    run_id, url, article_id, native_key, title, body, content_digest, language, in_scope, scope_reason, place, agency, byline,
    dateline_date, published_at, published_at_method, published_at_zone, published_at_confidence, modified_at, captured_at,
    parser, parser_version, archive_file, archive_offset, archive_length, archive_digest, etag, last_modified
) FROM STDIN;
