-- Of these articles those that are not linked as they stand now, with whether they were linked before.
SELECT
    p.article_id,
    p.source,
    p.native_key,
    p.title,
    p.body,
    p.at,
    p.published_at,
    p.agency,
    p.byline,
    p.content_digest
FROM briefwire.piece AS p
LEFT JOIN briefwire.signature AS s ON p.article_id = s.article_id
WHERE
    p.article_id = any(%(articles)s::uuid[])
    AND (s.content_digest, s.at, s.published_at, s.agency, s.byline, s.sig_version, s.rule_version)
    IS DISTINCT FROM (p.content_digest, p.at, p.published_at, p.agency, p.byline, %(sig_version)s, %(rule_version)s)
ORDER BY p.at, p.source, p.native_key;
