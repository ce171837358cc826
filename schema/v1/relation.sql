CREATE OR REPLACE VIEW v1.relation AS
SELECT
    r.article_a,
    r.article_b,
    r.relation,
    r.share_a,
    r.share_b,
    r.lag,
    r.decided_by,
    r.credit,
    r.closes,
    (
        SELECT sum(r.spans[4 * n.n - 2] - r.spans[4 * n.n - 3])::integer
        FROM generate_series(1, cardinality(r.spans) / 4) AS n (n)
    ) AS shared_characters
FROM briefwire.relation AS r;

COMMENT ON VIEW v1.relation IS
'Pairs of articles that have something to do with each other. Each is a function of the two articles as they were linked, whatever else is in the database.';
COMMENT ON COLUMN v1.relation.article_a IS 'The earlier one.';
COMMENT ON COLUMN v1.relation.article_b IS 'The later one.';
COMMENT ON COLUMN v1.relation.relation IS
'identical, near_duplicate, wire_copy, update: one text, one family. partial_quote: passages in common; same_event: the same event in other words; '
'template: one formula, other facts; in_roundup: one stands as a section in the other.';
COMMENT ON COLUMN v1.relation.share_a IS 'Share of the words of a that stand in b, 0 to 1.';
COMMENT ON COLUMN v1.relation.share_b IS 'Share of the words of b that stand in a, 0 to 1.';
COMMENT ON COLUMN v1.relation.lag IS 'Time of publication of b less that of a; NULL unless both are known.';
COMMENT ON COLUMN v1.relation.decided_by IS 'Name of the rule that decided, and its version.';
COMMENT ON COLUMN v1.relation.credit IS 'The agency that both credit, or that one credits and the other is; NULL when none explains the pair.';
COMMENT ON COLUMN v1.relation.closes IS
'Whether this kind of relation makes the two one family. An article that would so make one family of two texts of another outlet goes with one of them or none.';
COMMENT ON COLUMN v1.relation.shared_characters IS 'Characters of a in the shared stretches of v1.shared_span; NULL when there are none.';

CREATE OR REPLACE VIEW v1.shared_span AS
SELECT
    r.article_a,
    r.article_b,
    n.n AS position,
    r.spans[4 * n.n - 3] AS a_start,
    r.spans[4 * n.n - 2] AS a_end,
    r.spans[4 * n.n - 1] AS b_start,
    r.spans[4 * n.n] AS b_end
FROM briefwire.relation AS r
CROSS JOIN LATERAL generate_series(1, cardinality(r.spans) / 4) AS n (n);

COMMENT ON VIEW v1.shared_span IS
'Where the stretches stand that two related articles share: 0-based, half-open, in characters of body, so that substring(body, a_start + 1, a_end - a_start) is one.';
COMMENT ON COLUMN v1.shared_span.article_a IS 'The earlier one.';
COMMENT ON COLUMN v1.shared_span.article_b IS 'The later one.';
COMMENT ON COLUMN v1.shared_span.position IS 'Counted from 1, in the order of a.';
COMMENT ON COLUMN v1.shared_span.a_start IS 'Where it starts in a.';
COMMENT ON COLUMN v1.shared_span.a_end IS 'Where it ends in a.';
COMMENT ON COLUMN v1.shared_span.b_start IS 'Where it starts in b.';
COMMENT ON COLUMN v1.shared_span.b_end IS 'Where it ends in b.';
