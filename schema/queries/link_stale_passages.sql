-- Of these copies, each with its origin, those that must be compared: never yet, with another origin, or one of the two was linked anew.
SELECT
    n.article_id,
    n.origin_id
FROM unnest(%(copies)s::uuid[], %(origins)s::uuid[]) AS n (article_id, origin_id)
LEFT JOIN briefwire.family_passage AS p ON n.article_id = p.article_id
WHERE
    p.origin_id IS DISTINCT FROM n.origin_id
    OR n.article_id = any(%(relinked)s::uuid[])
    OR n.origin_id = any(%(relinked)s::uuid[]);
