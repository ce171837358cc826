-- The days between which these articles stand in the index; NULL when none was signed before. The rows first (OFFSET 0): else the
-- planner looks for the least and the greatest day of all, and walks through the whole table when none of these articles is in it.
SELECT
    min(s.day) AS first_day,
    max(s.day) AS last_day
FROM (
    SELECT known.day
    FROM briefwire.signature AS known
    WHERE known.article_id = any(%(articles)s::uuid[])
    OFFSET 0
) AS s;
