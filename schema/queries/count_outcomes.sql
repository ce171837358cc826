SELECT
    o.outcome,
    count(*) AS pages
FROM briefwire.outcome AS o
WHERE o.run_id = %(run_id)s
GROUP BY o.outcome;
