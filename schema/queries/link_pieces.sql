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
WHERE p.article_id = any(%(articles)s::uuid[]);
