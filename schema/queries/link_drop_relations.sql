DELETE FROM briefwire.relation AS r
USING unnest(%(a)s::uuid[], %(b)s::uuid[]) AS n (a, b)
WHERE r.article_a = n.a AND r.article_b = n.b;
