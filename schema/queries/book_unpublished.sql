-- The ledger of a run that publishes nothing: what the crawl ended, and every staged article deferred.
DELETE FROM briefwire.outcome WHERE run_id = %(run_id)s;

INSERT INTO briefwire.outcome (run_id, url, outcome, reason, article_id)
SELECT
    ended.run_id,
    ended.url,
    ended.outcome,
    ended.reason,
    u.article_id
FROM (
    SELECT
        s.run_id,
        s.url,
        'deferred' AS outcome,
        'not published: ' || %(verdict)s AS reason
    FROM briefwire.staged_article AS s
    WHERE s.run_id = %(run_id)s
    UNION ALL
    SELECT
        e.run_id,
        e.url,
        e.outcome,
        e.reason
    FROM briefwire.staged_ending AS e
    WHERE e.run_id = %(run_id)s
) AS ended
INNER JOIN briefwire.run AS r ON ended.run_id = r.run_id
LEFT JOIN LATERAL (
    SELECT known.article_id
    FROM briefwire.article_url AS known
    WHERE known.source = r.source AND known.url = ended.url
    LIMIT 1
) AS u ON TRUE;
