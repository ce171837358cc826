SELECT
    s.number,
    s.article_id
FROM briefwire.signature AS s
WHERE s.number = any(%(numbers)s::integer[]);
