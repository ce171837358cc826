-- Addresses that earlier runs of this source and day discovered, that lead to an article and whose site sends validators. Pages that were
-- never published have none: a 304 would keep them out for good.
SELECT DISTINCT
    u.url,
    u.etag,
    u.last_modified
FROM briefwire.run AS r
INNER JOIN briefwire.outcome AS o ON r.run_id = o.run_id
INNER JOIN briefwire.article_url AS u ON r.source = u.source AND o.url = u.url
WHERE r.source = %(source)s AND r.day = %(day)s AND (u.etag IS NOT NULL OR u.last_modified IS NOT NULL);
