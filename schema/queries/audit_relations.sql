-- The relations of which at least one article has a link day from `first` to `last`.
SELECT
    r.article_a,
    r.article_b,
    r.relation,
    r.share_a,
    r.share_b,
    r.lag,
    r.credit,
    r.decided_by,
    r.spans
FROM briefwire.relation AS r
INNER JOIN briefwire.signature AS a ON r.article_a = a.article_id
INNER JOIN briefwire.signature AS b ON r.article_b = b.article_id
WHERE a.day BETWEEN %(first)s AND %(last)s OR b.day BETWEEN %(first)s AND %(last)s;
