SELECT
    a.article_id,
    a.body
FROM briefwire.article AS a
WHERE a.article_id = any(%(articles)s::uuid[]);
