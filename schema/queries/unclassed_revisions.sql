SELECT
    r.article_id::text AS article_id,
    r.revision,
    b.title AS title_before,
    b.body AS body_before,
    r.title,
    r.body
FROM briefwire.staged_decision AS d
INNER JOIN briefwire.article_revision AS r ON d.article_id = r.article_id
INNER JOIN briefwire.article_revision AS b ON r.article_id = b.article_id AND r.revision - 1 = b.revision
WHERE d.run_id = %(run_id)s AND d.kept AND r.class IS NULL
ORDER BY r.article_id, r.revision;
