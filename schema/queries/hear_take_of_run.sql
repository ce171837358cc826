-- As hear_take, of the articles that a run's addresses led to. These first: walking a long queue in its order would take long.
WITH of_run AS MATERIALIZED (
    SELECT
        q.entry,
        q.article_id,
        q.day
    FROM briefwire.unheard AS q
    WHERE q.article_id IN (SELECT o.article_id FROM briefwire.outcome AS o WHERE o.run_id = %(run_id)s)
)

SELECT
    w.entry,
    w.article_id
FROM (
    SELECT
        oldest.entry,
        oldest.article_id,
        oldest.day,
        sum(octet_length(a.body)) OVER (ORDER BY oldest.day, oldest.entry) - octet_length(a.body) AS octets_before
    FROM (
        SELECT
            r.entry,
            r.article_id,
            r.day
        FROM of_run AS r
        ORDER BY r.day, r.entry
        LIMIT %(batch)s
    ) AS oldest
    INNER JOIN briefwire.article AS a ON oldest.article_id = a.article_id
) AS w
WHERE w.octets_before < %(octets)s
ORDER BY w.day, w.entry;
