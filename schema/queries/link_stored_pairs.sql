-- The pairs of which at least one is among these articles.
SELECT
    r.article_a,
    r.article_b,
    r.closes
FROM briefwire.relation AS r
WHERE r.article_a = any(%(articles)s::uuid[]) OR r.article_b = any(%(articles)s::uuid[]);
