-- The articles of the link days from `first` to `last` and all that closing relations lead to from them, with their family as it is stored.
WITH RECURSIVE reached (article_id) AS (
    SELECT s.article_id
    FROM briefwire.signature AS s
    WHERE s.day BETWEEN %(first)s AND %(last)s
    UNION
    SELECT next.article_id
    FROM reached AS r
    CROSS JOIN LATERAL (
        SELECT a.article_b AS article_id
        FROM briefwire.relation AS a
        WHERE a.closes AND a.article_a = r.article_id
        UNION ALL
        SELECT b.article_a AS article_id
        FROM briefwire.relation AS b
        WHERE b.closes AND b.article_b = r.article_id
    ) AS next
)

SELECT
    a.article_id,
    a.source,
    a.native_key,
    s.at,
    s.published_at,
    s.agency,
    m.family_id,
    m.role,
    f.origin_id,
    f.origin_reason,
    f.origin_agency,
    f.size
FROM reached AS r
INNER JOIN briefwire.signature AS s ON r.article_id = s.article_id
INNER JOIN briefwire.article AS a ON r.article_id = a.article_id
LEFT JOIN briefwire.family_member AS m ON r.article_id = m.article_id
LEFT JOIN briefwire.family AS f ON m.family_id = f.family_id;
