INSERT INTO briefwire.signature AS standing (
    article_id, at, day, published_at, agency, byline, content_digest, fingerprints, sig_version, rule_version
)
SELECT
    n.article_id,
    n.at,
    (n.at AT TIME ZONE 'UTC')::date AS day,
    n.published_at,
    n.agency,
    n.byline,
    n.content_digest,
    n.fingerprints::bigint[] AS fingerprints,
    %(sig_version)s AS sig_version,
    %(rule_version)s AS rule_version
FROM
    unnest(
        %(articles)s::uuid[], %(instants)s::timestamptz[], %(published)s::timestamptz[], %(agencies)s::text[], %(bylines)s::text[],
        %(digests)s::text[], %(fingerprints)s::text[]
    ) AS n (article_id, at, published_at, agency, byline, content_digest, fingerprints)
ON CONFLICT (article_id) DO UPDATE
    SET
        at = excluded.at,
        day = excluded.day,
        published_at = excluded.published_at,
        agency = excluded.agency,
        byline = excluded.byline,
        content_digest = excluded.content_digest,
        fingerprints = excluded.fingerprints,
        sig_version = excluded.sig_version,
        rule_version = excluded.rule_version
RETURNING article_id, number, day;
