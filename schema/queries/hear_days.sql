-- The ministries' days that these articles have been part of so far.
SELECT
    s.ministry,
    s.day
FROM briefwire.statement AS s
WHERE s.article_id = any(%(articles)s::uuid[]) AND s.ministry IS NOT NULL
UNION
SELECT
    h.ministry,
    h.event_day
FROM briefwire.heard AS h
WHERE h.article_id = any(%(articles)s::uuid[]) AND h.setting IS NOT NULL;
