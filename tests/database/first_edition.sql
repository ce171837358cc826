-- A database as the first edition (migration 0001) left it: the columns of its public views, and rows of two runs over one day.
-- Executed by test_migrate once migration 0001 has run.

CREATE VIEW v1.article AS SELECT
    NULL::uuid AS article_id,
    NULL::text AS source,
    NULL::text AS native_key,
    NULL::text AS url,
    NULL::text AS title,
    NULL::text AS body,
    NULL::text AS language,
    NULL::boolean AS in_scope,
    NULL::text AS scope_reason,
    NULL::text AS place,
    NULL::text AS agency,
    NULL::text AS byline,
    NULL::date AS dateline_date,
    NULL::timestamp with time zone AS published_at,
    NULL::text AS published_at_method,
    NULL::text AS published_at_zone,
    NULL::text AS published_at_confidence,
    NULL::timestamp with time zone AS modified_at,
    NULL::timestamp with time zone AS first_seen_at,
    NULL::integer AS revision,
    NULL::integer AS revisions,
    NULL::text AS parser,
    NULL::text AS parser_version,
    NULL::text AS archive_uri,
    NULL::bigint AS archive_offset,
    NULL::bigint AS archive_length,
    NULL::text AS archive_digest,
    NULL::text AS run_id;

CREATE VIEW v1.article_revision AS SELECT
    NULL::uuid AS article_id,
    NULL::integer AS revision,
    NULL::text AS title,
    NULL::text AS body,
    NULL::timestamp with time zone AS valid_from,
    NULL::timestamp with time zone AS valid_to,
    NULL::text[] AS changed;

CREATE VIEW v1.changelog AS SELECT
    NULL::integer AS entry,
    NULL::date AS changed_on,
    NULL::text AS change;

CREATE VIEW v1.outcome AS SELECT
    NULL::text AS run_id,
    NULL::text AS url,
    NULL::text AS outcome,
    NULL::text AS reason,
    NULL::uuid AS article_id;

CREATE VIEW v1.run AS SELECT
    NULL::text AS run_id,
    NULL::text AS source,
    NULL::date AS day,
    NULL::text AS kind,
    NULL::text AS dag_run_id,
    NULL::timestamp with time zone AS started_at,
    NULL::timestamp with time zone AS ended_at,
    NULL::text AS verdict,
    NULL::text AS reason,
    NULL::integer AS discovered,
    NULL::integer AS loaded,
    NULL::integer AS revised,
    NULL::integer AS unchanged,
    NULL::integer AS duplicate_url,
    NULL::integer AS out_of_scope,
    NULL::integer AS gone,
    NULL::integer AS blocked,
    NULL::integer AS robots_denied,
    NULL::integer AS soft_error,
    NULL::integer AS fetch_failed,
    NULL::integer AS parse_failed,
    NULL::integer AS rejected,
    NULL::integer AS deferred;


INSERT INTO briefwire.source (source, title, kind, country, language, time_zone, text_licence) VALUES
('licensed_post', 'The Example Post', 'outlet', 'PK', 'en', 'Asia/Karachi', 'licensed'),
('forgotten_post', 'The Forgotten Post', 'outlet', 'PK', 'en', 'Asia/Karachi', 'licensed');
INSERT INTO briefwire.archive_root (uri) VALUES ('/archive');
INSERT INTO briefwire.run (run_id, source, day, kind, started_at) VALUES
('r1', 'licensed_post', '2025-05-06', 'ingest', '2025-05-06 12:00Z'),
('r2', 'licensed_post', '2025-05-06', 'ingest', '2025-05-08 12:00Z'),
('r3', 'licensed_post', '2025-05-07', 'ingest', '2025-05-09 12:00Z'),
('r4', 'licensed_post', '2025-05-08', 'ingest', '2025-05-09 13:00Z');
INSERT INTO briefwire.article (
    article_id, source, native_key, url, title, body, content_digest, language, in_scope, scope_reason, published_at, first_seen_at, revision, parser,
    parser_version, archive_file, archive_offset, archive_length, archive_digest, run_id
) VALUES (
    %(article_id)s, 'licensed_post', 'a', 'https://www.example.com/a', 'Ministry comments on matter a', 'Two.', 'd2', 'en', TRUE, 'spokesperson named',
    '2025-05-06 11:00Z', '2025-05-06 12:00Z', 2, 'sample', '1', 'licensed_post/a.warc.gz', 1, 1, 'sha256:00', 'r2'
);
INSERT INTO briefwire.capture (
    article_id, captured_at, run_id, read_at, native_key, url, content_digest, language, in_scope, scope_reason, published_at, parser, parser_version,
    archive_file, archive_offset, archive_length, archive_digest
) VALUES
(
    %(article_id)s, '2025-05-06 12:00Z', 'r1', '2025-05-06 12:00Z', 'a', 'https://www.example.com/a', 'd1', 'en', TRUE, 'spokesperson named',
    '2025-05-06 11:00Z', 'sample', '1', 'licensed_post/a.warc.gz', 1, 1, 'sha256:00'
),
(
    %(article_id)s, '2025-05-08 12:00Z', 'r2', '2025-05-08 12:00Z', 'a', 'https://www.example.com/a', 'd2', 'en', TRUE, 'spokesperson named',
    '2025-05-06 11:00Z', 'sample', '1', 'licensed_post/b.warc.gz', 1, 1, 'sha256:00'
);
INSERT INTO briefwire.article_revision (article_id, revision, title, body, content_digest, valid_from, valid_to, changed) VALUES
(%(article_id)s, 1, 'Ministry comments on matter a', 'One.', 'd1', '2025-05-06 12:00Z', '2025-05-08 12:00Z', '{}'),
(%(article_id)s, 2, 'Ministry comments on matter a', 'Two.', 'd2', '2025-05-08 12:00Z', NULL, '{body}');
INSERT INTO briefwire.outcome (run_id, url, outcome, reason, article_id) VALUES
('r1', 'https://www.example.com/a', 'loaded', NULL, %(article_id)s),
('r1', 'https://www.example.com/sport', 'out_of_scope', 'candidate rule: not included', NULL),
('r1', 'https://www.example.com/cricket', 'out_of_scope', 'no ministry', NULL),
('r2', 'https://www.example.com/a', 'revised', NULL, %(article_id)s),
('r2', 'https://www.example.com/twin', 'duplicate_url', 'redirects to https://www.example.com/a', NULL);
UPDATE briefwire.run SET ended_at = started_at, verdict = 'ok', published = TRUE, discovered = 3, loaded = 1, out_of_scope = 2 WHERE run_id = 'r1';
UPDATE briefwire.run SET ended_at = started_at, verdict = 'ok', published = TRUE, discovered = 2, revised = 1, duplicate_url = 1 WHERE run_id = 'r2';
UPDATE briefwire.run SET ended_at = started_at, verdict = 'blocked', reason = 'challenge page' WHERE run_id = 'r3';
