SELECT newest.url
FROM (
    SELECT DISTINCT o.article_id
    FROM briefwire.run AS r
    INNER JOIN briefwire.outcome AS o ON r.run_id = o.run_id
    WHERE r.source = %(source)s AND r.day = %(day)s AND o.article_id IS NOT NULL
) AS a
INNER JOIN LATERAL (
    SELECT u.url
    FROM briefwire.article_url AS u
    WHERE u.article_id = a.article_id
    ORDER BY u.captured_at DESC, u.url ASC
    LIMIT 1
) AS newest ON TRUE
ORDER BY newest.url;
