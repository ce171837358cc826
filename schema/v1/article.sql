-- Text of licensed sources is withheld inside the column, not by leaving out rows: a function in a caller's WHERE sees what the caller
-- sees, so the view needs no security barrier, which would keep searches from the indexes.
CREATE OR REPLACE VIEW v1.article AS
SELECT
    a.article_id,
    a.source,
    a.native_key,
    a.url,
    a.title,
    CASE WHEN s.text_licence = 'open' OR pg_catalog.pg_has_role(current_user, 'briefwire_analyst', 'USAGE') THEN a.body END AS body,
    a.language,
    a.in_scope,
    a.scope_reason,
    a.place,
    a.agency,
    a.byline,
    a.dateline_date,
    a.published_at,
    a.published_at_method,
    a.published_at_zone,
    a.published_at_confidence,
    a.modified_at,
    a.first_seen_at,
    a.revision,
    a.revision AS revisions,
    a.parser,
    a.parser_version,
    (SELECT r.uri FROM briefwire.archive_root AS r) || '/' || a.archive_file AS archive_uri,
    a.archive_offset,
    a.archive_length,
    a.archive_digest,
    a.run_id,
    (
        SELECT min(g.looked_at)
        FROM (
            SELECT
                o.outcome,
                r.looked_at,
                max(r.looked_at) FILTER (WHERE o.outcome <> 'gone') OVER () AS last_read
            FROM briefwire.outcome AS o
            INNER JOIN briefwire.run AS r ON o.run_id = r.run_id
            WHERE
                o.article_id = a.article_id
                AND (
                    o.outcome IN ('gone', 'loaded', 'revised', 'out_of_scope')
                    -- An address that a watch only saw in the listing was not read.
                    OR (o.outcome = 'unchanged' AND coalesce(o.reason, '') NOT LIKE 'known;%')
                )
        ) AS g
        WHERE g.outcome = 'gone' AND (g.last_read IS NULL OR g.looked_at > g.last_read)
    ) AS gone_since,
    m.family_id,
    m.role AS family_role
FROM briefwire.article AS a
LEFT JOIN briefwire.source AS s ON a.source = s.source
LEFT JOIN briefwire.family_member AS m ON a.article_id = m.article_id;

COMMENT ON VIEW v1.article IS 'Articles as they stand now, one row a page.';
COMMENT ON COLUMN v1.article.article_id IS 'Id computed from source and native key: the same in every database.';
COMMENT ON COLUMN v1.article.source IS 'Name of the source.';
COMMENT ON COLUMN v1.article.native_key IS 'The source''s own identifier of the page.';
COMMENT ON COLUMN v1.article.url IS 'Address under which the present revision was first read.';
COMMENT ON COLUMN v1.article.title IS 'Title.';
COMMENT ON COLUMN v1.article.body IS 'Cleaned text; NULL where the source''s text is licensed and the reader is no analyst.';
COMMENT ON COLUMN v1.article.language IS 'ISO 639-1 code; NULL when unknown.';
COMMENT ON COLUMN v1.article.in_scope IS 'Whether a foreign ministry speaks in it.';
COMMENT ON COLUMN v1.article.scope_reason IS 'The rule that let it in or kept it out.';
COMMENT ON COLUMN v1.article.place IS 'Place of the dateline, as printed.';
COMMENT ON COLUMN v1.article.agency IS 'Agency credited.';
COMMENT ON COLUMN v1.article.byline IS 'Author line.';
COMMENT ON COLUMN v1.article.dateline_date IS 'Day of the dateline, in the source''s zone.';
COMMENT ON COLUMN v1.article.published_at IS 'When the site says it was published; NULL when it does not say.';
COMMENT ON COLUMN v1.article.published_at_method IS 'Where on the page published_at was read.';
COMMENT ON COLUMN v1.article.published_at_zone IS 'The zone by which the printed time was read.';
COMMENT ON COLUMN v1.article.published_at_confidence IS 'high, medium or low.';
COMMENT ON COLUMN v1.article.modified_at IS 'When the site says it was last changed.';
COMMENT ON COLUMN v1.article.first_seen_at IS 'When it was first received: evidence of order, never a date of publication.';
COMMENT ON COLUMN v1.article.revision IS 'Number of the present revision, from 1.';
COMMENT ON COLUMN v1.article.revisions IS 'How many revisions are known.';
COMMENT ON COLUMN v1.article.parser IS 'Parser that read the present revision.';
COMMENT ON COLUMN v1.article.parser_version IS 'Its version.';
COMMENT ON COLUMN v1.article.archive_uri IS 'WARC file that holds the bytes of the present revision.';
COMMENT ON COLUMN v1.article.archive_offset IS 'Byte at which the record''s gzip member begins in that file.';
COMMENT ON COLUMN v1.article.archive_length IS 'Bytes of that member.';
COMMENT ON COLUMN v1.article.archive_digest IS 'sha256:<hex> of the response body after content decoding.';
COMMENT ON COLUMN v1.article.run_id IS 'The run that first read the present revision.';
COMMENT ON COLUMN v1.article.gone_since IS
'When the page was first found gone (404 or 410) after it was last read; NULL while it stands, as far as is known. What it said stays here.';
COMMENT ON COLUMN v1.article.family_id IS
'The articles that are one text with it: v1.family. NULL until it has been linked. Changes when families merge or split: v1.family_of finds the present one.';
COMMENT ON COLUMN v1.article.family_role IS
'only: alone in its family; origin: the one that the others go back to; version: by the origin''s own outlet; copy: by another outlet.';
