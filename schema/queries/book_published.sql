-- The ledger of a run that publishes: one row for each staged article and each ending.
DELETE FROM briefwire.outcome WHERE run_id = %(run_id)s;

INSERT INTO briefwire.outcome (run_id, url, outcome, reason, article_id)
SELECT
    d.run_id,
    d.url,
    d.outcome,
    d.reason,
    CASE WHEN d.stands THEN d.article_id END AS article_id
FROM briefwire.staged_decision AS d
WHERE d.run_id = %(run_id)s
UNION ALL
SELECT
    e.run_id,
    e.url,
    e.outcome,
    e.reason,
    u.article_id
FROM briefwire.staged_ending AS e
INNER JOIN briefwire.run AS r ON e.run_id = r.run_id
LEFT JOIN LATERAL (
    SELECT known.article_id
    FROM briefwire.article_url AS known
    WHERE known.source = r.source AND known.url = e.url
    LIMIT 1
) AS u ON TRUE
WHERE e.run_id = %(run_id)s;
