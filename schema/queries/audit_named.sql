SELECT
    a.article_id,
    a.source,
    a.url,
    s.day
FROM briefwire.article AS a
INNER JOIN briefwire.signature AS s ON a.article_id = s.article_id
WHERE a.article_id = any(%(articles)s::uuid[]);
