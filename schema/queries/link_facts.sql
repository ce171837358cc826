-- What tells whether a text that was read before still stands as it was read.
SELECT
    p.article_id,
    p.content_digest,
    p.at,
    p.published_at,
    p.agency,
    p.byline
FROM briefwire.piece AS p
WHERE p.article_id = any(%(articles)s::uuid[]);
