SELECT
    r.article_a,
    r.article_b,
    r.share_a,
    r.share_b
FROM briefwire.relation AS r
WHERE r.closes AND (r.article_a = any(%(articles)s::uuid[]) OR r.article_b = any(%(articles)s::uuid[]));
