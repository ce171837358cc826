SELECT
    q.host,
    max(q.rest_until) AS rest_until
FROM briefwire.request AS q
INNER JOIN briefwire.run AS r ON q.run_id = r.run_id
WHERE r.source = %(source)s AND q.rest_until > %(now)s
GROUP BY q.host;
