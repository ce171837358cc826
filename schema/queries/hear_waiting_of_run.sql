SELECT count(DISTINCT q.article_id) AS waiting
FROM briefwire.unheard AS q
WHERE q.article_id IN (SELECT o.article_id FROM briefwire.outcome AS o WHERE o.run_id = %(run_id)s);
