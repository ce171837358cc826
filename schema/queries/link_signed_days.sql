-- The days between which these articles stand in the index; NULL when none was signed before.
SELECT
    min(s.day) AS first_day,
    max(s.day) AS last_day
FROM briefwire.signature AS s
WHERE s.article_id = any(%(articles)s::uuid[]);
