UPDATE briefwire.article_revision AS r
SET class = c.class, classes = c.classes
FROM jsonb_to_recordset(%(classed)s::jsonb) AS c (article_id uuid, revision integer, class text, classes text[])
WHERE r.article_id = c.article_id AND r.revision = c.revision;
