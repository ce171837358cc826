WITH kept AS (
    INSERT INTO briefwire.relation AS standing (
        article_a, article_b, relation, closes, share_a, share_b, lag, credit, decided_by, spans
    )
    SELECT
        n.article_a,
        n.article_b,
        n.relation,
        n.closes,
        n.share_a,
        n.share_b,
        n.lag,
        n.credit,
        n.decided_by,
        n.spans
    FROM
        jsonb_to_recordset(%(relations)s::jsonb)
            AS n (
                article_a uuid, article_b uuid, relation text, closes boolean, share_a double precision, share_b double precision,
                lag interval, credit text, decided_by text, spans integer[]
            )
    ON CONFLICT (article_a, article_b) DO UPDATE
        SET
            relation = excluded.relation,
            closes = excluded.closes,
            share_a = excluded.share_a,
            share_b = excluded.share_b,
            lag = excluded.lag,
            credit = excluded.credit,
            decided_by = excluded.decided_by,
            spans = excluded.spans
        WHERE standing IS DISTINCT FROM excluded
    RETURNING article_a, article_b
)

SELECT
    k.article_a,
    k.article_b,
    before.article_a IS NOT NULL AS stood
FROM kept AS k
-- Reads what stood before this statement.
LEFT JOIN briefwire.relation AS before ON k.article_a = before.article_a AND k.article_b = before.article_b;
