-- An address belongs to the article last read there; a row is touched only when the article or the validators changed.
INSERT INTO briefwire.article_url AS standing (source, url, article_id, etag, last_modified, captured_at)
SELECT
    r.source,
    s.url,
    d.article_id,
    s.etag,
    s.last_modified,
    s.captured_at
FROM briefwire.staged_decision AS d
INNER JOIN briefwire.staged_article AS s ON d.number = s.number
INNER JOIN briefwire.run AS r ON d.run_id = r.run_id
WHERE d.run_id = %(run_id)s AND d.stands
ON CONFLICT (source, url) DO UPDATE
    SET
        article_id = excluded.article_id,
        etag = excluded.etag,
        last_modified = excluded.last_modified,
        captured_at = excluded.captured_at
    WHERE
    excluded.captured_at >= standing.captured_at
    AND (standing.article_id, standing.etag, standing.last_modified)
    IS DISTINCT FROM (excluded.article_id, excluded.etag, excluded.last_modified);
