-- These articles and all members of their families, each with its place in its family as it is stored.
SELECT
    s.article_id,
    a.source,
    a.native_key,
    s.at,
    s.published_at,
    s.agency,
    m.family_id
FROM (
    SELECT mate.article_id
    FROM briefwire.family_member AS own
    INNER JOIN briefwire.family_member AS mate ON own.family_id = mate.family_id
    WHERE own.article_id = any(%(articles)s::uuid[])
    UNION
    SELECT linked.article_id
    FROM briefwire.signature AS linked
    WHERE linked.article_id = any(%(articles)s::uuid[])
) AS touched
INNER JOIN briefwire.signature AS s ON touched.article_id = s.article_id
INNER JOIN briefwire.article AS a ON touched.article_id = a.article_id
LEFT JOIN briefwire.family_member AS m ON touched.article_id = m.article_id;
